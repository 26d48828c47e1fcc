using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Rows <c>I|sixteenth|transaction</c>: whose the facts of a transaction are, each as the learner's prefix and the
/// fact's key. They commit with the facts, so none is ever without its entry. A learner's first four bits choose the
/// sixteenth: at most 16 rows a transaction, and whoever looks for one learner reads a sixteenth of the index and
/// none of the others' facts.
/// </summary>
internal sealed class LearnerIndex
{
    /// <summary>What an entry takes: 8 bytes of prefix, a length, and a key of 32 letters.</summary>
    public const int EntryBytes = 41;

    private const string Facts = "Facts";
    private const int Sixteenths = 16;

    private readonly List<byte>?[] entries = new List<byte>?[Sixteenths];

    public static char SixteenthOf(LearnerRef learner) => "0123456789abcdef"[(int)(learner.Prefix >> 60)];

    /// <summary>How many rows there would be with these learners too.</summary>
    public int CountWith(IReadOnlyList<LearnerRef> learners)
    {
        var touched = 0;
        foreach (var learner in learners)
            touched |= 1 << (int)(learner.Prefix >> 60);
        for (var i = 0; i < Sixteenths; i++)
            touched |= entries[i] is null ? 0 : 1 << i;
        return System.Numerics.BitOperations.PopCount((uint)touched);
    }

    public void Add(Fact fact)
    {
        foreach (var learner in fact.Learners)
            Append(entries[(int)(learner.Prefix >> 60)] ??= new List<byte>(8 * EntryBytes), (learner.Prefix, fact.Key));
    }

    /// <param name="partition">The facts' own.</param>
    /// <param name="delivery">The line as the transaction leaves it: its progress names the rows.</param>
    /// <param name="edition">Above 0 where rows of that name are there already.</param>
    public IEnumerable<TableEntity> ToRows(string partition, DeliveryRow delivery, int edition)
    {
        var transaction = HashId.From(delivery.RowKey, 15) + "~" + delivery.Settled
            .ToString(CultureInfo.InvariantCulture)
            + (edition == 0 ? "" : "~" + edition.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < Sixteenths; i++)
        {
            if (entries[i] is not { } own)
                continue;
            var row = new TableEntity(partition, EngagementKey.Index("0123456789abcdef"[i], transaction));
            row.SetLong(Facts, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(own));
            yield return row;
        }
    }

    /// <summary>A sixteenth of a partition's index: a call for every thousand rows.</summary>
    public static AsyncPageable<TableEntity> RowsAsync(
        TableClient table, string partition, char sixteenth, CancellationToken cancellationToken)
    {
        var (from, before) = EngagementKey.IndexRange(sixteenth);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
    }

    public static List<(ulong Prefix, string Key)> Read(TableEntity row)
    {
        var bytes = row.GetLong(Facts).AsSpan();
        var read = new List<(ulong, string)>();
        while (bytes.Length > 0)
        {
            var length = bytes[8];
            read.Add((BinaryPrimitives.ReadUInt64BigEndian(bytes), Encoding.ASCII.GetString(bytes.Slice(9, length))));
            bytes = bytes[(9 + length)..];
        }

        return read;
    }

    /// <summary>Leaves the row these entries alone; without any it goes. It must still be as it was read.</summary>
    public static TableTransactionAction Keep(TableEntity row, IReadOnlyCollection<(ulong Prefix, string Key)> kept)
    {
        if (kept.Count == 0)
            return new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag);
        var (left, bytes) = (new TableEntity(row.PartitionKey, row.RowKey), new List<byte>());
        foreach (var entry in kept)
            Append(bytes, entry);
        left.SetLong(Facts, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
        return new TableTransactionAction(TableTransactionActionType.UpdateReplace, left, row.ETag);
    }

    private static void Append(List<byte> to, (ulong Prefix, string Key) entry)
    {
        Span<byte> bytes = stackalloc byte[9 + byte.MaxValue];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, entry.Prefix);
        var length = Encoding.ASCII.GetBytes(entry.Key, bytes[9..]);
        bytes[8] = (byte)length;
        to.AddRange(bytes[..(9 + length)]);
    }
}
