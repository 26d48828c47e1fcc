using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Nightly, at three UTC: what is over.</summary>
public sealed class PurgeExpiredFunction(Purge purge)
{
    [Function(nameof(PurgeExpired))]
    public Task PurgeExpired([TimerTrigger("0 0 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        purge.RunAsync(cancellationToken);
}
