using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.Resources;

internal static class LinkWords
{
    /// <summary>The form has a day where the API has a moment, and is told of days.</summary>
    public static IReadOnlyList<Fault> For(IEnumerable<Fault> faults) =>
    [
        .. faults.Select(fault => fault.Path == "/expires"
            ? fault with { Reason = "is required: a day from today to three years on." }
            : fault),
    ];
}
