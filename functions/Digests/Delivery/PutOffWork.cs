namespace Pathway.Functions.Digests.Delivery;

/// <summary>Slots that wait together, why and until when.</summary>
public sealed record PutOffWork(DigestWork Later, TimeSpan Delay, DateTimeOffset NextTry, string Reason);
