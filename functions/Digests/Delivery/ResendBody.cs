namespace Pathway.Functions.Digests.Delivery;

/// <summary>The body of a resend.</summary>
public sealed record ResendBody(string? Reason)
{
    public const int MaxReason = 300;
}
