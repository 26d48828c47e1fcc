using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Privacy.Erasure;

/// <summary>Every five minutes: erasures of colleges that are not done.</summary>
public sealed class EraseCollegesFunction(CollegeErasing erasing)
{
    [Function(nameof(EraseColleges))]
    public Task EraseColleges([TimerTrigger("0 2/5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        erasing.RunAsync(cancellationToken);
}
