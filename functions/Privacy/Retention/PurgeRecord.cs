namespace Pathway.Functions.Privacy.Retention;

/// <summary>When the last purge ran, and what it took.</summary>
/// <param name="Took">Rows and blobs, by table or container.</param>
/// <param name="Complete">False when the night's storage calls were used up first.</param>
public sealed record PurgeRecord(DateTimeOffset At, IReadOnlyDictionary<string, int> Took, bool Complete);
