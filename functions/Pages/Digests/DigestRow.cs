using Pathway.Functions.Digests.Delivery;

namespace Pathway.Functions.Pages.Digests;

/// <summary>One college's digest of a week, or the programme's, with every time it was sent.</summary>
public sealed record DigestRow(string Subject, string Name, IReadOnlyList<DigestSlotView> Slots);
