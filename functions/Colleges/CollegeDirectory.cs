using System.Collections.Frozen;
using Azure;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The colleges as the hot path sees them: from memory. While the copy is in use it is held against the table's ETags
/// every five seconds, beside the requests; one older than fifteen is not used, so that a secret, feed or link ended
/// elsewhere is dead here then.
/// </summary>
public sealed class CollegeDirectory(CollegeTable table, Keyring keyring, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnusableAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UnusedAfter = TimeSpan.FromMinutes(10);

    private readonly SharedReading reading = new();
    private Copy? copy;
    private ITimer? renewal;
    private long usedAt;

    /// <summary>A college that is in the programme now, or null.</summary>
    public async ValueTask<CollegeKeys?> FindAsync(CollegeId id, CancellationToken cancellationToken)
    {
        Volatile.Write(ref usedAt, time.GetTimestamp());
        var current = Volatile.Read(ref copy);
        if (!IsUsable(current, UnusableAfter))
            current = await ReadAsync(RenewAfter, cancellationToken);
        else if (!IsUsable(current, RenewAfter) && !reading.IsRunning)
            _ = RenewBesideAsync();
        return current!.Colleges.GetValueOrDefault(id);
    }

    /// <summary>
    /// The college read anew, for a caller about to be refused: it may have joined or rotated its secret through another
    /// instance. Reads at most once in five seconds, so that wrong calls cost nothing.
    /// </summary>
    public async Task<CollegeKeys?> FindFreshAsync(CollegeId id, CancellationToken cancellationToken) =>
        (await ReadAsync(RenewAfter, cancellationToken)).Colleges.GetValueOrDefault(id);

    public async Task<IReadOnlyCollection<CollegeKeys>> AllAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(RenewAfter, cancellationToken)).Colleges.Values;

    public void Dispose() => renewal?.Dispose();

    private async Task<Copy> ReadAsync(TimeSpan youngEnough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = Volatile.Read(ref copy);
            if (IsUsable(current, youngEnough)
                || await reading.ReadOrJoinAsync(() => RenewAsync(cancellationToken), cancellationToken))
                return Volatile.Read(ref copy)!;
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var (before, edition, at) = (Volatile.Read(ref copy), table.Edition, time.GetTimestamp());
        if (before?.Edition == edition && IsSame(before.Tags, await table.ETagsAsync(cancellationToken)))
            Volatile.Write(ref copy, before with { TakenAt = at });
        else
            Volatile.Write(ref copy, Take(await table.AllAsync(cancellationToken), before, edition, at));
        renewal ??= NewRenewal();
    }

    // A college that did not change keeps the keys that were derived for it.
    private Copy Take(IReadOnlyList<College> colleges, Copy? before, long edition, long at) => new(
        colleges.Where(college => college.LeftAt is null).ToFrozenDictionary(
            college => college.Id,
            college => before?.Colleges.GetValueOrDefault(college.Id) is { } known && known.College.ETag == college.ETag
                ? known
                : new CollegeKeys(college, keyring)),
        colleges.ToFrozenDictionary(college => college.Id.ToString(), college => college.ETag, StringComparer.Ordinal),
        edition,
        at);

    // Between two deliveries, so that the next finds a copy it may use and reads nothing.
    private ITimer NewRenewal() => time.CreateTimer(
        _ =>
        {
            var current = Volatile.Read(ref copy);
            if (time.GetElapsedTime(Volatile.Read(ref usedAt)) < UnusedAfter
                && !IsUsable(current, RenewAfter)
                && !reading.IsRunning)
                _ = RenewBesideAsync();
        },
        state: null,
        RenewAfter,
        RenewAfter);

    private async Task RenewBesideAsync()
    {
        try
        {
            await ReadAsync(RenewAfter, CancellationToken.None);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, CancellationToken.None))
        {
            // The copy in hand serves until it may not; then the outage reaches the caller.
        }
    }

    private bool IsUsable(Copy? of, TimeSpan youngEnough) =>
        of is not null && of.Edition == table.Edition && time.GetElapsedTime(of.TakenAt) <= youngEnough;

    private static bool IsSame(FrozenDictionary<string, ETag> tags, IReadOnlyDictionary<string, ETag> now) =>
        tags.Count == now.Count && now.All(tag => tags.TryGetValue(tag.Key, out var known) && known == tag.Value);

    private sealed record Copy(
        FrozenDictionary<CollegeId, CollegeKeys> Colleges,
        FrozenDictionary<string, ETag> Tags,
        long Edition,
        long TakenAt);
}
