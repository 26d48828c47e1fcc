using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>
/// Takes attendance sheets. A fact's id is made of activity and learner, so a sheet dropped again counts nothing
/// again, and one with other minutes for somebody is told so before it would become a dead letter.
/// </summary>
public sealed class AttendanceSheets(
    ActivityTable activities,
    FactQueue queue,
    PathwayStorage storage,
    Keyring keyring,
    LondonClock clock,
    IOptions<ProgrammeOptions> programme,
    TimeProvider time)
{
    private const int ReadsAtOnce = 16;

    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    internal async Task<AttendanceSheet> ReadAsync(
        College college, ReadOnlyMemory<byte> file, string? charset, CancellationToken cancellationToken)
    {
        var sheet = new AttendanceSheet(
            new SheetActivities(await activities.AllAsync(cancellationToken), college.Id, clock.Now),
            new CollegeKeys(college, keyring),
            dayFirst: !programme.Value.MonthsFirst);
        sheet.Read(file, charset);
        return sheet;
    }

    /// <summary>Queues what can be taken, or with <paramref name="dryRun"/> says what would be.</summary>
    internal async Task<AttendanceSheetView> TakeAsync(
        College college, AttendanceSheet sheet, bool dryRun, CancellationToken cancellationToken)
    {
        var keys = new CollegeKeys(college, keyring);
        var facts = sheet.Lines.Select(line => (Line: line, Fact: FactOf(keys, line))).ToList();
        var known = await KnownAsync(college.Id, facts.ConvertAll(one => one.Fact), cancellationToken);
        var taken = new List<(SheetLine Line, Fact Fact)>();
        foreach (var (line, fact) in facts)
        {
            if (known.TryGetValue(fact.Key, out var content) && content != fact.ContentHash())
                sheet.Faults.Add(
                    new Fault(
                        "/minutes",
                        "differs from what was counted before of the same learner and activity: that stays.",
                        line.Line,
                        "minutes"));
            else
                taken.Add((line, fact));
        }

        string? delivery = null;
        if (taken.Count > 0 && !dryRun)
        {
            delivery = "sheet-" + Fact.KeyOf(
                keys,
                Encoding.UTF8.GetBytes(
                    "sheet\0" + string.Join('\0', taken.Select(one => one.Fact.Key).Order(StringComparer.Ordinal))))[..16];
            await queue.SendAsync(
                new FactDelivery(
                    college.Id, delivery, Dialect.Sheet, time.GetUtcNow(), taken.ConvertAll(one => one.Fact)),
                cancellationToken);
        }

        var words = taken.GroupBy(one => one.Line.Name, StringComparer.Ordinal)
            .Select(
                group =>
                    SheetEntry.From(
                        group.First().Line,
                        [.. group.Select(one => one.Line.Minutes)],
                        group.Count(one => known.ContainsKey(one.Fact.Key))));
        return new AttendanceSheetView(dryRun, taken.Count, [.. words], sheet.Faults.Told, sheet.Faults.More, delivery);
    }

    private static Fact FactOf(CollegeKeys college, SheetLine line) => new(
        Fact.KeyOf(college, "pathway:sheet", $"{line.Name}/{line.Learner}"),
        FactVerb.Attended,
        new FactObject(ObjectKind.Activity, line.Activity.Id.ToString()),
        [line.Learner],
        WallClock.At(line.Occurrence.Start, line.Activity.Definition.Zone).ToDateTimeOffset())
    {
        Minutes = line.Minutes,
    };

    /// <summary>What was counted before of these facts: the content by the key.</summary>
    private async Task<Dictionary<string, string>> KnownAsync(
        CollegeId college, IReadOnlyList<Fact> facts, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(facts, atOnce, async (fact, token) =>
        {
            var partition = EngagementKey.Partition(college, LondonClock.DateOf(Instant.FromDateTimeOffset(fact.At)));
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                partition, EngagementKey.Fact(fact.Key), ["Content"], token);
            lock (known)
            {
                if (row.HasValue)
                    known[fact.Key] = FactRow.Content(row.Value!);
            }
        });
        return known;
    }
}
