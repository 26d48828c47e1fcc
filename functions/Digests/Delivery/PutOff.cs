namespace Pathway.Functions.Digests.Delivery;

/// <summary>Work that waits for Graph, why and until when, and beside it what Graph has refused.</summary>
public sealed record PutOff(
    DigestWork Later, TimeSpan Delay, DateTimeOffset NextTry, string Reason, DigestWork? Refused);
