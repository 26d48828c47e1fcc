using Azure;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Erasure;

/// <summary>The receipt of a college's erasure.</summary>
/// <param name="At">When it was asked for, and the salt destroyed.</param>
public sealed record CollegeErasure(string Id, CollegeId College, DateTimeOffset At)
{
    public ErasureState State { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What there was, by table and container, counted before the first of it went.</summary>
    public IReadOnlyDictionary<string, int> Found { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public ETag ETag { get; init; }
}
