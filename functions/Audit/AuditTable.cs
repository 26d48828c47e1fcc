using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Audit;

/// <summary>
/// Table Audit: partition the academic year, rows newest first. A line is added before its call changes anything and
/// told once what came of it; after that it stands as it is, but for the addresses of an erased college's people.
/// </summary>
public sealed class AuditTable(PathwayStorage storage, TimeProvider time)
{
    public const string Manager = "manager";
    public const string Coordinator = "coordinator";

    private const string Changes = "Changes";

    private readonly TableClient table = storage.Table(StorageTable.Audit);
    private long last;

    public async Task<AuditLine> AddAsync(
        string by, string role, string what, CollegeId? college, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var newestFirst = (DateTime.MaxValue.Ticks - Later(now.UtcTicks)).ToString("D19", CultureInfo.InvariantCulture);
        var year = AcademicYear.Containing(LondonClock.DateOf(now));
        var id = $"{year}~{newestFirst}~{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var line = new AuditLine(id, now, by, role, what) { College = college?.ToString() };
        try
        {
            await table.AddEntityAsync(Row(line), cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Our own line, whose answer was lost: the id is random.
        }

        return line;
    }

    // The line is this call's own, and nobody else writes it.
    public Task EndAsync(AuditLine line, CancellationToken cancellationToken) =>
        table.UpdateEntityAsync(Row(line), ETag.All, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Up to <paramref name="count"/> lines, newest first.</summary>
    /// <param name="after">The id of the last line before; empty for the newest.</param>
    /// <param name="colleges">Only these colleges' parts; null for all.</param>
    public async Task<IReadOnlyList<AuditLine>> ReadAsync(
        string after, IReadOnlyCollection<CollegeId>? colleges, int count, CancellationToken cancellationToken)
    {
        var lines = new List<AuditLine>();
        var (from, row) = Parse(after) ?? (AcademicYear.Containing(LondonClock.DateOf(time.GetUtcNow())).Start, "");
        var oldest = await table.QueryAsync<TableEntity>(
            maxPerPage: 1, select: ["PartitionKey"], cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        var first = oldest is null ? from + 1 : int.Parse(oldest.PartitionKey, CultureInfo.InvariantCulture);
        for (var year = from; year >= first && lines.Count < count; year--)
        {
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {new AcademicYear(year).ToString()} and RowKey gt {row}");
            if (colleges is not null)
            {
                var own = colleges.Select(
                    college => TableClient.CreateQueryFilter($"College eq {college.ToString()}"));
                filter += $" and ({string.Join(" or ", own)})";
            }

            lines.AddRange(await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
                .Take(count - lines.Count).Select(Read).ToListAsync(cancellationToken));
            row = "";
        }

        return lines;
    }

    /// <summary>
    /// Takes the addresses of a college's own people out of its part, as when it is erased: that one of them did it
    /// stays. False when <paramref name="maySpend"/> said that it is enough for now.
    /// </summary>
    public async Task<bool> ForgetPeopleAsync(
        CollegeId college, Func<bool> maySpend, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {"0"} and College eq {college.ToString()} and Role eq {Coordinator} and By ne {""}");
        var lines = await table.QueryAsync<TableEntity>(
            filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var line in lines)
        {
            if (!maySpend())
                return false;
            var without = new TableEntity(line.PartitionKey, line.RowKey) { ["By"] = "" };
            await table.UpdateEntityAsync(without, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }

        return true;
    }

    // Two lines of the same moment keep their order.
    private long Later(long ticks)
    {
        while (true)
        {
            var before = Interlocked.Read(ref last);
            var next = Math.Max(ticks, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
                return next;
        }
    }

    private static (int Year, string Row)? Parse(string id) =>
        id.Split('~', 2) is [{ Length: 4 } year, var row]
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? (start, row)
            : null;

    private static TableEntity Row(AuditLine line)
    {
        var key = line.Id.Split('~', 2);
        var row = new TableEntity(key[0], key[1])
        {
            ["At"] = line.At,
            ["By"] = line.By,
            ["Role"] = line.Role,
            ["What"] = line.What,
            ["College"] = line.College,
            ["Outcome"] = line.Outcome,
        };
        row.SetLong(Changes, JsonSerializer.SerializeToUtf8Bytes(line.Changes, PathwayJson.Plain));
        return row;
    }

    private static AuditLine Read(TableEntity row) => new(
        $"{row.PartitionKey}~{row.RowKey}",
        row.GetDateTimeOffset("At") ?? default,
        row.GetString("By") ?? "",
        row.GetString("Role") ?? "",
        row.GetString("What") ?? "")
    {
        College = row.GetString("College"),
        Outcome = row.GetString("Outcome"),
        Changes = JsonSerializer.Deserialize<List<AuditChange>>(row.GetLong(Changes), PathwayJson.Plain)!,
    };
}
