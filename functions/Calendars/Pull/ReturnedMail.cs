using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.Graph.Models;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Reads what came back to the programme's mailboxes: Exchange takes a message, and says later that it could not be
/// brought. Only addresses that the programme itself invites or writes to are noted.
/// </summary>
public sealed partial class ReturnedMail(
    ProgrammeGraph graph,
    PathwayStorage storage,
    MailboxRows rows,
    ReturnedAddresses returned,
    CollegeTable colleges,
    ActivityTable activities,
    SendingBudget budget,
    TimeProvider time)
{
    private const string Partition = "~calendar";
    private const string Row = "returned";
    private const string Header = "X-Failed-Recipients";

    // Reports may come in late, and one that is read twice says the same.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task ReadAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = await rows.FindAsync(Partition, Row, mailbox, cancellationToken);
        var since = row?.GetDateTimeOffset("ReadUntil") ?? now.AddDays(-1);
        var reports = await ReportsAsync(mailbox, since - Overlap, cancellationToken);
        if (reports.Count > 0)
        {
            var speakers = (await activities.AllAsync(cancellationToken))
                .SelectMany(activity => activity.Definition.Speakers.Select(speaker => speaker.Email));
            var known = (await colleges.AllAsync(cancellationToken))
                .SelectMany(college => college.Definition.Audience.Concat(college.Definition.Contacts))
                .Concat(speakers)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var report in reports)
                await NoteAsync(mailbox, report, known, since, cancellationToken);
        }

        // An upsert: whoever comes second has read the same reports.
        await table.UpsertEntityAsync(
            new TableEntity(Partition, mailbox.RowOf(Row)) { ["ReadUntil"] = now },
            TableUpdateMode.Replace,
            cancellationToken);
    }

    private async Task<IReadOnlyList<Message>> ReportsAsync(
        Mailbox mailbox, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var inbox = graph.At(mailbox).MailFolders["inbox"].Messages;
        var moment = since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return await GraphPages.ReadAsync(
            inbox.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = $"receivedDateTime ge {moment} and startswith(subject,'Undeliverable')";
                    request.QueryParameters.Select = ["id", "receivedDateTime", "internetMessageHeaders", "body"];
                },
                cancellationToken),
            page => page.Value,
            link => inbox.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
    }

    private async Task NoteAsync(
        Mailbox mailbox, Message report, HashSet<string> known, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var text = report.Body?.Content ?? "";
        var status = Status().Match(text).Value;
        if (IsLimit(status) && report.ReceivedDateTime >= since)
            await budget.SpendAllAsync(mailbox, cancellationToken);
        var header = report.InternetMessageHeaders?.Find(
            candidate => string.Equals(candidate.Name, Header, StringComparison.OrdinalIgnoreCase));
        var addresses = Address().Matches($"{header?.Value} {text}").Select(match => match.Value).Where(known.Contains);
        foreach (var address in addresses.Distinct(StringComparer.OrdinalIgnoreCase))
            await returned.AddAsync(address, Reason(status), report.ReceivedDateTime ?? since, cancellationToken);
    }

    /// <summary>
    /// Exchange's own words for a mailbox that has written to too many
    /// (https://learn.microsoft.com/exchange/mail-flow-best-practices).
    /// </summary>
    private static bool IsLimit(string status) => status is "5.1.90" or "5.2.0" or "5.7.233" or "5.7.232";

    private static string Reason(string status) => status switch
    {
        "" => "not delivered",
        "5.1.1" or "5.1.10" => "the address is not known there",
        _ when IsLimit(status) => "the mailbox had reached its sending limit",
        _ => $"not delivered, {status}",
    };

    [GeneratedRegex(@"\b[45]\.\d{1,3}\.\d{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Status();

    [GeneratedRegex(@"[\w.+'-]+@[\w-]+(\.[\w-]+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
