using System.Collections.Immutable;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// The resources for those who read. The whole catalogue stays in memory and follows the table by its edition: one
/// point read says whether anything changed, one query brings what did.
/// </summary>
public sealed class ResourceCatalogue(PathwayStorage storage, CatalogueSnapshot snapshot, TimeProvider time)
{
    private const long Unread = -1;

    private static readonly TimeSpan RecentAge = TimeSpan.FromMinutes(1);

    private readonly TableClient table = storage.Table(StorageTable.Resources);
    private readonly SharedReading reading = new();
    private Copy copy = new(ImmutableDictionary<ResourceId, Resource>.Empty, Unread, 0, 0);
    private long edition;

    /// <summary>Rises with each change made through this instance, so that what was read before is known to be old.</summary>
    public long Edition => Interlocked.Read(ref edition);

    /// <summary>The resource as it is now, whatever its state; null if there never was one.</summary>
    public async Task<Resource?> FindAsync(ResourceId id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            ResourceRow.Partition, id.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? ResourceRow.Read(row.Value!) : null;
    }

    /// <summary>
    /// Every resource in every state, as the table is now: one storage call, two when something changed or nothing
    /// was read yet. Their ETags are not to be written with.
    /// </summary>
    public Task<IReadOnlyDictionary<ResourceId, Resource>> AllAsync(CancellationToken cancellationToken) =>
        ReadAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>
    /// Every resource as it was at most a minute ago, with every change made through this instance: no storage call
    /// as a rule.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<ResourceId, Resource>> RecentAsync(CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref copy);
        return current.Edition != Unread
            && current.ReadAt == Edition
            && time.GetElapsedTime(current.TakenAt) < RecentAge
            ? current.Resources
            : await ReadAsync(RecentAge, cancellationToken);
    }

    /// <summary>The published resources of an activity, newest first: those that name it and those it names.</summary>
    public async ValueTask<IReadOnlyList<Resource>> OfActivityAsync(
        ActivityId activity, IEnumerable<ResourceId> named, CancellationToken cancellationToken)
    {
        var all = await RecentAsync(cancellationToken);
        return [.. all.Values.Where(resource => resource.Definition.Activity == activity)
            .Concat(named.Select(id => all.GetValueOrDefault(id)).OfType<Resource>())
            .Where(resource => resource.Current is not null)
            .DistinctBy(resource => resource.Id)
            .OrderByDescending(resource => resource.NewAt).ThenBy(resource => resource.Id.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>
    /// What resources are called, as far as there are any of these ids. One that another instance made a moment ago
    /// is looked for again.
    /// </summary>
    public async ValueTask<IReadOnlyDictionary<ResourceId, string>> TitlesAsync(
        IReadOnlyCollection<ResourceId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return ImmutableDictionary<ResourceId, string>.Empty;
        var all = await RecentAsync(cancellationToken);
        if (!ids.All(all.ContainsKey))
            all = await AllAsync(cancellationToken);
        return ids.Where(all.ContainsKey).ToDictionary(id => id, id => all[id].Definition.Title);
    }

    /// <summary>Leaves the catalogue as it is now to those who start with nothing.</summary>
    public async Task KeepSnapshotAsync(CancellationToken cancellationToken)
    {
        await AllAsync(cancellationToken);
        var current = Volatile.Read(ref copy);
        await snapshot.WriteAsync(current.Edition, current.Resources.Values, cancellationToken);
    }

    internal void Outdate() => Interlocked.Increment(ref edition);

    private async Task<IReadOnlyDictionary<ResourceId, Resource>> ReadAsync(
        TimeSpan youngEnough, CancellationToken cancellationToken)
    {
        // One that had begun before this call may have missed what this caller knows of; whoever waited for it reads
        // again then.
        while (!await reading.ReadOrJoinAsync(() => RenewAsync(youngEnough, cancellationToken), cancellationToken))
        {
            var current = Volatile.Read(ref copy);
            if (youngEnough > TimeSpan.Zero
                && current.ReadAt == Edition
                && time.GetElapsedTime(current.TakenAt) < youngEnough)
                return current.Resources;
        }

        return Volatile.Read(ref copy).Resources;
    }

    private async Task RenewAsync(TimeSpan youngEnough, CancellationToken cancellationToken)
    {
        var (at, here) = (time.GetTimestamp(), Edition);
        if (copy.Edition == Unread)
        {
            var (kept, resources) = await snapshot.ReadAsync(cancellationToken);
            Volatile.Write(
                ref copy,
                await FollowAsync(new Copy(resources.ToImmutableDictionary(resource => resource.Id), kept, at, here), cancellationToken));
        }
        else if (copy.ReadAt != here || time.GetElapsedTime(copy.TakenAt, at) >= youngEnough)
        {
            var current = copy with { TakenAt = at, ReadAt = here };
            Volatile.Write(
                ref copy,
                await EditionAsync(cancellationToken) == copy.Edition ? current : await FollowAsync(current, cancellationToken));
        }
    }

    private async Task<long> EditionAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            ResourceRow.Partition, ResourceRow.EditionRow, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetInt64(ResourceRow.Edition) ?? 0 : 0;
    }

    private async Task<Copy> FollowAsync(Copy before, CancellationToken cancellationToken)
    {
        var resources = before.Resources.ToBuilder();

        // The edition row sorts first: what changes while the query goes on is read again the next time, never missed.
        var current = Math.Max(before.Edition, 0);
        var changed = TableClient.CreateQueryFilter(
            $"PartitionKey eq {ResourceRow.Partition} and Edition gt {before.Edition}");
        await foreach (var row in table.QueryAsync<TableEntity>(changed, cancellationToken: cancellationToken))
        {
            if (row.RowKey == ResourceRow.EditionRow)
                current = row.GetInt64(ResourceRow.Edition) ?? 0;
            else
                resources[ResourceId.Parse(row.RowKey)] = ResourceRow.Read(row);
        }

        return before with { Resources = resources.ToImmutable(), Edition = current };
    }

    /// <param name="Edition">The table's.</param>
    /// <param name="ReadAt">This instance's.</param>
    private sealed record Copy(
        ImmutableDictionary<ResourceId, Resource> Resources, long Edition, long TakenAt, long ReadAt);
}
