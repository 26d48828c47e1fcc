namespace Pathway.Functions.Digests.Delivery;

/// <summary>One slot; <see cref="College"/> is <c>programme</c> for the programme's own.</summary>
public sealed record DigestSlotView(
    string College, int Resend, SlotState State, DateTimeOffset? SentAt, string? Reason, string? RequestedBy, DateTimeOffset? RequestedAt);
