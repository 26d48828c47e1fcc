namespace Pathway.Functions.Webhooks.Check;

/// <summary>Whether a college may start: <c>Go</c> when everything passed.</summary>
public sealed record CheckedSample(
    bool Go, string Dialect, IReadOnlyList<CheckedItem> Checks, int Accepted, IReadOnlyDictionary<string, int> Dropped);
