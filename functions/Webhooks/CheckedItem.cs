namespace Pathway.Functions.Webhooks;

/// <summary>One thing looked at.</summary>
public sealed record CheckedItem(string Check, bool Passed, string Detail);
