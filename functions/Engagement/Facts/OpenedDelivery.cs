namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// A delivery taken from its message. <see cref="Hash"/> tells it from every other, a call repeated later included.
/// </summary>
/// <param name="Delivery">Null when the claim is gone: an earlier attempt recorded the delivery and cleaned up.</param>
/// <param name="Claim">The blob the facts were in, if they were in one.</param>
public sealed record OpenedDelivery(FactDelivery? Delivery, string Hash, string? Claim);
