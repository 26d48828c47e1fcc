using System.Collections.Frozen;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The colleges as the hot path sees them: from memory. A copy older than a minute is renewed beside the request that finds it
/// old; one older than five minutes is not used, so that a secret withdrawn elsewhere dies within that time.
/// </summary>
public sealed class CollegeDirectory(CollegeTable table, Keyring keyring, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnusableAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);
    private Copy? copy;

    /// <summary>A college that is in the programme now, or null.</summary>
    public async ValueTask<CollegeKeys?> FindAsync(CollegeId id, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref copy);
        if (current is null || current.Edition != table.Edition || Age(current) > UnusableAfter)
            current = await ReadAsync(RenewAfter, cancellationToken);
        else if (Age(current) > RenewAfter && reading.CurrentCount > 0)
            _ = RenewAsync();
        return current.Colleges.GetValueOrDefault(id);
    }

    /// <summary>
    /// The college read anew, for a caller about to be refused: it may have joined or rotated its secret through another
    /// instance. Reads at most once in five seconds, so that wrong calls cost nothing.
    /// </summary>
    public async Task<CollegeKeys?> FindFreshAsync(CollegeId id, CancellationToken cancellationToken) =>
        (await ReadAsync(AskAgainAfter, cancellationToken)).Colleges.GetValueOrDefault(id);

    public async Task<IReadOnlyCollection<CollegeKeys>> AllAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(AskAgainAfter, cancellationToken)).Colleges.Values;

    public void Dispose() => reading.Dispose();

    private async Task<Copy> ReadAsync(TimeSpan youngEnough, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var current = Volatile.Read(ref copy);
            if (current is not null && current.Edition == table.Edition && Age(current) <= youngEnough)
                return current;
            var (edition, at) = (table.Edition, time.GetTimestamp());
            var colleges = await table.AllAsync(cancellationToken);
            current = new Copy(
                colleges
                    .Where(college => college.LeftAt is null)
                    .ToFrozenDictionary(college => college.Id, college => new CollegeKeys(college, keyring)),
                edition,
                at);
            Volatile.Write(ref copy, current);
            return current;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            await ReadAsync(RenewAfter, CancellationToken.None);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, CancellationToken.None))
        {
            // The copy in hand serves until it is five minutes old; then the outage reaches the caller.
        }
    }

    private TimeSpan Age(Copy of) => time.GetElapsedTime(of.TakenAt);

    private sealed record Copy(FrozenDictionary<CollegeId, CollegeKeys> Colleges, long Edition, long TakenAt);
}
