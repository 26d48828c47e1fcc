using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Digests;

/// <summary>A week's digests, and the weeks before it.</summary>
/// <param name="IsOver">Before that nothing can be sent.</param>
/// <param name="Form">Of a digest to be sent again: its college and the reason.</param>
/// <param name="Periods">What a report can be asked for.</param>
public sealed record DigestsModel(
    IsoWeek Week,
    bool IsOver,
    IReadOnlyList<IsoWeek> Weeks,
    IReadOnlyList<DigestRow> Rows,
    FormState Form,
    IReadOnlyList<Period> Periods,
    IReadOnlyList<(string Value, string Words)> Colleges)
{
    public bool HasUnsent => Rows.Any(row => row.Slots.All(slot => slot.State is not SlotState.Sent));

    /// <summary>Those of which there is something to send again.</summary>
    public IEnumerable<(string Value, string Words)> Sent =>
        Rows.Where(row => row.Slots.Any(slot => slot.State is SlotState.Sent)).Select(row => (row.Subject, row.Name));
}
