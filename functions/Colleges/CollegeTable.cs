using System.Buffers.Text;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Audit;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The colleges of the programme. A college that left stays as a row until retention ends, and can join again. A
/// change of who is invited is written with its dirty mark and then asked for at the calendar.
/// </summary>
public sealed class CollegeTable(PathwayStorage storage, CalendarSyncQueue calendar, TimeProvider time)
{
    private readonly TableClient table = storage.Table(StorageTable.Colleges);
    private long edition;

    /// <summary>
    /// Rises with each change made through this instance, so that what was read before is known to be old.
    /// </summary>
    public long Edition => Interlocked.Read(ref edition);

    /// <summary>The college, also one that has left; null if there never was one.</summary>
    public async Task<College?> FindAsync(CollegeId id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            CollegeRow.Partition, id.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? CollegeRow.Read(row.Value!) : null;
    }

    /// <summary>Every college by id, those that have left included.</summary>
    public async Task<IReadOnlyList<College>> AllAsync(CancellationToken cancellationToken)
    {
        var colleges = new List<College>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {CollegeRow.Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            colleges.Add(CollegeRow.Read(row));
        return colleges;
    }

    /// <summary>
    /// Every college's ETag, those that have left included: a small answer that says whether anything changed.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, ETag>> ETagsAsync(CancellationToken cancellationToken)
    {
        var tags = new Dictionary<string, ETag>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {CollegeRow.Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
            tags[row.RowKey] = row.ETag;
        return tags;
    }

    /// <summary>
    /// Creates, changes or brings back a college. <paramref name="precondition"/> is about its version.
    /// </summary>
    public async Task<(CollegeChange Change, College? College)> PutAsync(
        CollegeId id, CollegeDefinition definition, Precondition precondition, CancellationToken cancellationToken)
    {
        var fresh = new College(id, definition)
        {
            Salt = RandomNumberGenerator.GetBytes(32),
            JoinedAt = time.GetUtcNow(),
            CalendarDirty = true,
        };
        var change = CollegeChange.Unknown;
        while (true)
        {
            var current = await FindAsync(id, cancellationToken);

            // A write whose answer was lost comes back as a conflict with itself.
            if (current is not null && current.Salt.AsSpan().SequenceEqual(fresh.Salt))
                return await AskAsync(CollegeChange.Created, fresh, cancellationToken);
            var isSo = current is { LeftAt: null } && CollegeRow.Same(current.Definition, definition);
            if (change != CollegeChange.Unknown && isSo)
                return await AskAsync(change, current!, cancellationToken);
            if (!precondition.Holds(current is { LeftAt: null } ? current.Version : null))
                return (CollegeChange.ChangedSince, current);
            if (current is { Erasure: not null, IsErased: false })
                return (CollegeChange.BeingErased, current);
            if (current is null)
            {
                Note(null, fresh);
                if (await AddAsync(fresh, cancellationToken))
                    return await AskAsync(CollegeChange.Created, fresh, cancellationToken);
                continue;
            }

            change = current.LeftAt is null ? CollegeChange.Updated : CollegeChange.Created;
            var next = isSo ? current : Revise(current, definition, fresh.Salt);
            Note(current, next);
            if (isSo || await ReplaceAsync(next, cancellationToken))
                return await AskAsync(change, next, cancellationToken);
        }
    }

    /// <summary>
    /// Issues the next secret; the one before goes on working for <see cref="College.OldSecretLife"/>.
    /// </summary>
    public Task<(CollegeChange Change, College? College)> RotateAsync(
        CollegeId id, CancellationToken cancellationToken) =>
        ReviseAsync(
            id,
            Precondition.None,
            college => college with { Rotations = [.. college.Rotations, time.GetUtcNow()] },
            cancellationToken);

    /// <summary>
    /// Takes the college out of the programme: its webhooks are refused and its invitations cancelled. Should it join again, it
    /// does so with a new secret; the one it has now is replaced as of now.
    /// </summary>
    public async Task<(CollegeChange Change, College? College)> LeaveAsync(
        CollegeId id, Precondition precondition, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (change, college) = await ReviseAsync(
            id,
            precondition,
            college => college with
            {
                LeftAt = now,
                CalendarDirty = true,
                Version = college.Version + 1,
                Rotations = [.. college.Rotations, now],
            },
            cancellationToken);
        return college is null ? (change, college) : await AskAsync(change, college, cancellationToken);
    }

    /// <summary>Ends the feed's address and issues the next.</summary>
    public Task<(CollegeChange Change, College? College)> RotateFeedAsync(
        CollegeId id, CancellationToken cancellationToken) =>
        ReviseAsync(
            id,
            Precondition.None,
            college => college with { FeedVersion = college.FeedVersion + 1 },
            cancellationToken);

    /// <summary>
    /// Takes the college out, if it is not out already, and destroys in the same write what ties its rows to people:
    /// the salt, the addresses, every secret's version. What is left is nobody's, and goes after. Asked again, it
    /// answers the same receipt.
    /// </summary>
    public async Task<(CollegeChange Change, College? College)> EraseAsync(
        CollegeId id, Precondition precondition, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        while (true)
        {
            var current = await FindAsync(id, cancellationToken);
            if (current is null)
                return (CollegeChange.Unknown, null);
            if (current.Erasure is not null)
                return await AskAsync(CollegeChange.Updated, current, cancellationToken);
            if (!precondition.Holds(current.LeftAt is null ? current.Version : null))
                return (CollegeChange.ChangedSince, current);
            var shell = current with
            {
                Definition = new CollegeDefinition { Name = id.ToString() },
                Salt = [],
                LeftAt = current.LeftAt ?? now,
                CalendarDirty = current.CalendarDirty || current.LeftAt is null,
                Version = current.Version + 1,
                Rotations = [.. current.Rotations, now],
                FeedVersion = current.FeedVersion + 1,
                LinkVersion = current.LinkVersion + 1,
                Erasure = HashId.From($"{id}|{current.SecretVersion}", 15),
                ErasureAt = now,
            };
            Note(current, shell);
            if (await ReplaceAsync(shell, cancellationToken))
                return await AskAsync(CollegeChange.Updated, shell, cancellationToken);
        }
    }

    /// <summary>Says that nothing is left of a college that is being erased.</summary>
    public async Task EndErasureAsync(CollegeId id, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken) is { Erasure: not null, IsErased: false } college
            && !await ReplaceAsync(college with { IsErased = true }, cancellationToken))
        {
            // The calendar cleared its mark meanwhile.
        }
    }

    /// <summary>Ends every resource link the college has; new ones work.</summary>
    public Task<(CollegeChange Change, College? College)> RevokeLinksAsync(
        CollegeId id, CancellationToken cancellationToken) =>
        ReviseAsync(
            id,
            Precondition.None,
            college => college with { LinkVersion = college.LinkVersion + 1 },
            cancellationToken);

    /// <summary>
    /// Says that the invitations for this state of the college have been asked for; a change made since stays marked.
    /// </summary>
    public async Task<bool> ClearDirtyAsync(College college, CancellationToken cancellationToken) =>
        await ReplaceAsync(college with { CalendarDirty = false }, cancellationToken);

    private async Task<(CollegeChange Change, College? College)> AskAsync(
        CollegeChange change, College college, CancellationToken cancellationToken)
    {
        if (college.CalendarDirty)
            await calendar.SendOrLeaveToSweepAsync(college.Id, cancellationToken);
        return (change, college);
    }

    private async Task<(CollegeChange Change, College? College)> ReviseAsync(
        CollegeId id, Precondition precondition, Func<College, College> revise, CancellationToken cancellationToken)
    {
        College? sent = null;
        while (true)
        {
            var current = await FindAsync(id, cancellationToken);

            // A write whose answer was lost comes back as a conflict with itself.
            if (sent is not null && current?.WriteMark == sent.WriteMark)
                return (CollegeChange.Updated, current);
            if (current is not { LeftAt: null })
                return (CollegeChange.Unknown, null);
            if (!precondition.Holds(current.Version))
                return (CollegeChange.ChangedSince, null);
            sent = revise(current) with { WriteMark = NewMark() };
            Note(current, sent);
            if (await ReplaceAsync(sent, cancellationToken))
                return (CollegeChange.Updated, sent);
        }
    }

    private College Revise(College current, CollegeDefinition definition, byte[] newSalt) => Returned(current) with
    {
        Definition = definition,
        Salt = current.IsErased ? newSalt : current.Salt,
        Erasure = null,
        IsErased = false,
        Version = current.Version + 1,
        CalendarDirty = current.CalendarDirty || current.LeftAt is not null
            || !current.Definition.Audience.SequenceEqual(definition.Audience),
    };

    /// <summary>
    /// A college that comes back does so with a new secret, a new feed and new links: none of the old ones opens
    /// anything.
    /// </summary>
    private College Returned(College current) => current.LeftAt is null ? current : current with
    {
        JoinedAt = time.GetUtcNow(),
        LeftAt = null,
        FirstSecret = current.SecretVersion,
        FeedVersion = current.FeedVersion + 1,
        LinkVersion = current.LinkVersion + 1,
    };

    private static void Note(College? before, College after) => AuditNotes.Changed(
        $"college {after.Id}", before is null ? null : CollegeRow.Noted(before), CollegeRow.Noted(after));

    private static string NewMark() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));

    private async Task<bool> AddAsync(College college, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(CollegeRow.From(college), cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
        finally
        {
            // Also after a failure: an answer that was lost may have been a change.
            Interlocked.Increment(ref edition);
        }
    }

    private async Task<bool> ReplaceAsync(College college, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(
                CollegeRow.From(college), college.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException stale) when (stale.Status is 412)
        {
            return false;
        }
        finally
        {
            Interlocked.Increment(ref edition);
        }
    }
}
