namespace Pathway.Functions.Webhooks.Check;

/// <summary>One thing looked at.</summary>
public sealed record CheckedItem(string Check, bool Passed, string Detail);
