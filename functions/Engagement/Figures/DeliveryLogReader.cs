using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>The calls of a college in the last 30 days.</summary>
public sealed class DeliveryLogReader(PathwayStorage storage, LondonClock clock)
{
    public const int Days = 30;

    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    /// <summary>A page of the log, newest first.</summary>
    /// <param name="after">The <c>next</c> of the page before, or empty.</param>
    /// <param name="sent">Only the calls that were sent with this id; empty for all.</param>
    public Task<Page<DeliveryView>> ReadAsync(
        CollegeKeys college, string after, string sent, CancellationToken cancellationToken) =>
        ReadAsync(college.Id, after, sent.Length == 0 ? null : DeliveryName.For(college, sent), cancellationToken);

    /// <param name="name">Only the calls with this <see cref="DeliveryName"/>; null for all.</param>
    private async Task<Page<DeliveryView>> ReadAsync(
        CollegeId college, string after, string? name, CancellationToken cancellationToken)
    {
        var (last, first) = (DayOf(after) ?? clock.Today.PlusDays(1), clock.Today.PlusDays(-Days));
        var lines = new List<(string Key, DeliveryView View)>();

        // A busy college has a page in a day, a quiet one in the month.
        var days = 1;
        for (var to = last; to >= first && lines.Count <= Http.Page.Size; to = to.PlusDays(-days), days *= 2)
        {
            var some = await ReadDaysAsync(college, LocalDate.Max(first, to.PlusDays(1 - days)), to, cancellationToken);
            lines.AddRange(some
                .Where(line => after.Length == 0 || string.CompareOrdinal(line.Key, after) < 0)
                .Where(line => name is null || line.View.Delivery == name));
        }

        var page = lines.Take(Http.Page.Size).ToList();
        return new Page<DeliveryView>(
            [.. page.Select(line => line.View)], lines.Count > page.Count ? page[^1].Key : null);
    }

    private static LocalDate? DayOf(string key) =>
        long.TryParse(
            key.AsSpan(0, Math.Min(19, key.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
            ? LondonClock.DateOf(new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;

    private async Task<IEnumerable<(string Key, DeliveryView View)>> ReadDaysAsync(
        CollegeId college, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var lines = new List<(string Key, DeliveryView View)>();
        var (from, before) = EngagementKey.Range('D', first, last);
        foreach (var year in EngagementKey.Years(first, last))
        {
            var partition = EngagementKey.Partition(college, year);
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                // A line of facts that belong to another year is counted in the line of the year of arrival, and what the app
                // itself counted is no call of the college's.
                if (row.GetBoolean("Part") is not true && row.GetString("Dialect") != Engagement.Facts.Dialect.Pathway.Word()
                    && Read(row) is { View.Delivery: not DeliveryName.Letter } line)
                    lines.Add(line);
            }
        }

        return lines.OrderByDescending(line => line.Key, StringComparer.Ordinal);
    }

    // Lines of before it was noted are told by their reason.
    private static bool IsProved(TableEntity row) =>
        row.GetBoolean("Unproved") is not true && row.GetString("Refused") is not ("signature" or "timestamp");

    private static (string Key, DeliveryView View) Read(TableEntity row)
    {
        var at = row.GetDateTimeOffset("At") ?? default;
        var name = row.RowKey.Split('|', 3)[2];
        return ($"{at.UtcTicks:D19}~{name}", new DeliveryView(
            row.ContainsKey("Refused") ? null : name.Split('~')[0],
            at,
            row.GetString("Dialect") ?? "",
            row.GetInt32("Accepted") ?? 0,
            row.GetInt32("New") ?? 0,
            row.GetInt32("Repeated") ?? 0,
            row.GetInt32("Conflicting") ?? 0,
            row.GetString("Dropped") is { } dropped
                ? JsonSerializer.Deserialize<Dictionary<string, int>>(dropped)!
                : new Dictionary<string, int>(StringComparer.Ordinal),
            row.GetString("Refused"),
            row.GetString("Words"),
            IsProved(row)));
    }
}
