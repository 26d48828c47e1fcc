using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Testing;

/// <summary>
/// Everything the app left behind, as text that two runs of the same scenario share: rows, blobs, queued work, dead letters,
/// and what people got from Graph. Ids that Graph chose are numbered in the order they came to be.
/// </summary>
public static class AppState
{
    // A lost answer makes the app write or ask once more: marks of concurrency differ then, and nothing else may.
    private static readonly HashSet<string> Marks = new(
        ["PartitionKey", "RowKey", "Timestamp", "odata.etag", "odata.metadata", "WriteMark"], StringComparer.Ordinal);

    private static readonly string[] MeetingOptions =
        ["allowedPresenters", "lobbyBypassSettings", "allowMeetingChat", "recordAutomatically", "participants"];

    /// <param name="app">Whose state.</param>
    /// <param name="ignore">Columns that may differ between runs, with good reason: <c>Table.Column</c>.</param>
    /// <param name="withAudit">
    /// The trail of calls too: a call that is repeated is a line more, so two runs do not share it.
    /// </param>
    public static async Task<string> ReadAsync(
        AppUnderTest app, IReadOnlyCollection<string> ignore, bool withAudit = false)
    {
        var tables = Enum.GetValues<StorageTable>().Where(table => withAudit || table != StorageTable.Audit)
            .Where(table => app.Made.HasTable(app.Storage.Table(table).Name))
            .Select(async table => (Table: table, Rows: await RowsAsync(app.Storage.Table(table))));
        var queues = app.BusyQueues.Order(StringComparer.Ordinal).Select(async queue =>
            (Name: queue, Waiting: (await app.Storage.Queues.GetQueueClient(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount));

        var text = new StringBuilder();
        foreach (var (table, rows) in await Task.WhenAll(tables))
        {
            foreach (var row in rows)
                AppendRow(text, table, row, ignore);
        }

        await AppendBlobsAsync(text, app);
        foreach (var (name, waiting) in (await Task.WhenAll(queues)).Where(queue => queue.Waiting > 0))
            text.AppendLine(CultureInfo.InvariantCulture, $"queue {name[app.Prefix.Length..]}: {waiting}");

        return await WithGraphAsync(text, app);
    }

    private static async Task<List<TableEntity>> RowsAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>())
            rows.Add(row);
        return
        [
            .. rows.OrderBy(row => row.PartitionKey, StringComparer.Ordinal)
                .ThenBy(row => row.RowKey, StringComparer.Ordinal),
        ];
    }

    private static void AppendRow(
        StringBuilder text, StorageTable table, TableEntity row, IReadOnlyCollection<string> ignore)
    {
        // A row of which nothing is compared says nothing by being there.
        var named = row.Where(column => !Marks.Contains(column.Key)).ToList();
        if (named.Count > 0 && named.TrueForAll(column => ignore.Contains($"{table}.{column.Key}")))
            return;
        var columns = named.Where(column => !ignore.Contains($"{table}.{column.Key}"))
            .OrderBy(column => column.Key, StringComparer.Ordinal)
            .Select(
                column => $"{column.Key}={(column.Value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(column.Value, CultureInfo.InvariantCulture))}");
        text.AppendLine(
            CultureInfo.InvariantCulture, $"{table} {row.PartitionKey} {row.RowKey}: {string.Join("; ", columns)}");
    }

    private static async Task AppendBlobsAsync(StringBuilder text, AppUnderTest app)
    {
        var containers = Enum.GetValues<StorageContainer>()
            .Where(container => app.Made.HasContainer(app.Storage.Container(container).Name))
            .Select(async container => (Container: container, Blobs: await app.Storage.Container(container).GetBlobsAsync().ToListAsync()));
        foreach (var (container, blobs) in await Task.WhenAll(containers))
        {
            foreach (var blob in blobs)
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"blob {container}/{blob.Name}: {blob.Properties.ContentLength} bytes {blob.Properties.ContentType}");
        }
    }

    private static void AppendSeries(StringBuilder text, JsonElement series, JsonElement days)
    {
        var called = series.GetProperty("cancelledOccurrences").EnumerateArray().Select(day => day.GetString()![^10..]);
        var moved = days.EnumerateArray().Select(day => $"{day.GetProperty("start")} {day.GetProperty("end")}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"series {series.GetProperty("recurrence")} without {string.Join(", ", called)} moved {string.Join(", ", moved)}");
    }

    private static async Task<string> WithGraphAsync(StringBuilder text, AppUnderTest app)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        using var events = JsonDocument.Parse(await http.GetStringAsync("/_simulator/events"));
        var ids = new List<string>();
        foreach (var item in events.RootElement.EnumerateArray())
        {
            ids.Add(item.GetProperty("id").GetString()!);
            var attendees = item.GetProperty("attendees")
                .EnumerateArray()
                .Select(attendee => attendee.GetProperty("emailAddress").GetProperty("address").GetString())
                .Order(StringComparer.Ordinal);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"event {item.GetProperty("subject")} {item.GetProperty("start")} {item.GetProperty("isCancelled")}: {string.Join(", ", attendees)}");
            if (item.TryGetProperty("exceptionOccurrences", out var days))
                AppendSeries(text, item, days);
        }

        using var meetings = JsonDocument.Parse(await http.GetStringAsync("/_simulator/meetings"));
        var rooms = meetings.RootElement.EnumerateArray().Select(meeting =>
            $"meeting {string.Join(" ", MeetingOptions.Select(option => meeting.GetProperty(option).GetRawText()))}");
        text.AppendJoin(Environment.NewLine, rooms.Order(StringComparer.Ordinal)).AppendLine();

        var mails = app.Graph.Mail.Select(mail => $"mail {mail.Kind} to {mail.To}: {mail.Subject}")
            .Order(StringComparer.Ordinal);
        text.AppendJoin(Environment.NewLine, mails).AppendLine();
        foreach (var message in app.Graph.Mail.Select(mail => mail.MessageId).OfType<string>().Distinct(StringComparer.Ordinal))
            ids.Add(message);
        for (var i = 0; i < ids.Count; i++)
            text.Replace(ids[i], $"<graph {i + 1}>");
        return text.Replace(app.Prefix, "<prefix>")
            .Replace($":{app.Host.Address.Port}", ":<port>")
            .Replace($":{app.Graph.Address.Port}", ":<graph port>")
            .ToString();
    }
}
