namespace Pathway.Functions.Digests.Delivery;

/// <summary>A resend with its reason, kept for good.</summary>
public sealed record ResendRequest(string Reason, string By, DateTimeOffset At);
