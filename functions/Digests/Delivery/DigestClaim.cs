namespace Pathway.Functions.Digests.Delivery;

/// <summary>What a claim came to: the slots that are ours now, and all of the week as it was before.</summary>
public sealed record DigestClaim(IReadOnlyList<DigestSlot> Ours, IReadOnlyDictionary<string, DigestSlot> Week);
