namespace Pathway.Functions.Digests;

/// <summary>A resend with its reason, kept for good.</summary>
public sealed record ResendRequest(string Reason, string By, DateTimeOffset At);
