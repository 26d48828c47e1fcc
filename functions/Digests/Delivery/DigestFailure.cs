using Pathway.Functions.Graph;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>Why a slot was not delivered this time.</summary>
/// <param name="Slot">Which.</param>
/// <param name="Reason">For a person, and for the dead letter.</param>
/// <param name="MayPass">Whether time alone may cure it: Graph is busy, down or slow. What it refused, it refuses
/// again.</param>
/// <param name="Wait">How long Graph asked to stay away, or until the mailbox may write to more people.</param>
public sealed record DigestFailure(SlotKey Slot, string Reason, bool MayPass, TimeSpan? Wait = null)
{
    /// <summary>Nothing is wrong: there is no room before that moment, and there is then.</summary>
    public bool IsForRoom { get; init; }


    public static DigestFailure From(SlotKey slot, GraphFault fault) =>
        new(slot, fault.Code.Length > 0 ? $"{fault.Code}, {fault.Message}" : fault.Message, fault.MayPass, fault.Wait);

    public static string Say(IEnumerable<DigestFailure> failures) => string.Join(
        " ",
        failures.OrderBy(failure => failure.Slot.ToString(), StringComparer.Ordinal)
            .Select(failure => $"{failure.Slot}: {failure.Reason}"));
}
