namespace Pathway.Functions.Colleges;

/// <summary>The answer to a rotation.</summary>
public sealed record RotatedSecret(string WebhookSecret, string XapiPassword, DateTimeOffset PreviousValidUntil);
