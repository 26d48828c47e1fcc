namespace Pathway.Functions.Privacy.Erasure;

/// <summary>A receipt in the management API.</summary>
public sealed record ErasureView(
    string Id, string College, string State, DateTimeOffset At, DateTimeOffset? DoneAt, IReadOnlyDictionary<string, int> Found)
{
    public static ErasureView From(CollegeErasure erasure) => new(
        erasure.Id, erasure.College.ToString(), erasure.State.ToString().ToLowerInvariant(), erasure.At, erasure.DoneAt, erasure.Found);
}
