using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item;
using NodaTime;
using Pathway.Functions.Graph;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Attendance;

/// <summary>
/// The Teams meetings of the programme's mailboxes. They are reached by the organiser's object id: by a user principal
/// name they are not found.
/// </summary>
public sealed class TeamsMeetings(ProgrammeGraph graph)
{
    /// <summary>The organiser's object id from the directory: only for who has no join address that says it.</summary>
    public Task<string> LookUpOrganiserAsync(Mailbox mailbox, CancellationToken cancellationToken) => ReadAsync(
        async () =>
        {
            var user = await graph.At(mailbox).GetAsync(
                request => request.QueryParameters.Select = ["id"], cancellationToken);
            return user?.Id ?? throw new InvalidOperationException(
                "Graph answered the programme's user without its id.");
        },
        _ => AttendanceRefusal.Directory);

    /// <summary>The meeting behind a join link, or null.</summary>
    public Task<string?> FindAsync(Organiser organiser, string joinUrl, CancellationToken cancellationToken)
    {
        var meetings = User(organiser).OnlineMeetings;
        var filter = $"JoinWebUrl eq '{joinUrl.Replace("'", "''", StringComparison.Ordinal)}'";
        return ReadMeetingAsync(async () =>
        {
            var found = await GraphPages.ReadAsync(
                meetings.GetAsync(request => request.QueryParameters.Filter = filter, cancellationToken),
                page => page.Value,
                link => meetings.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
            return found is [var meeting, ..] ? meeting.Id : null;
        });
    }

    /// <summary>The meeting's reports, one a session.</summary>
    public Task<IReadOnlyList<MeetingReport>> ReportsAsync(
        Organiser organiser, string meeting, CancellationToken cancellationToken)
    {
        var reports = User(organiser).OnlineMeetings[meeting].AttendanceReports;
        return ReadMeetingAsync(async () =>
        {
            var all = await GraphPages.ReadAsync(
                reports.GetAsync(cancellationToken: cancellationToken),
                page => page.Value,
                link => reports.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
            return (IReadOnlyList<MeetingReport>)[.. all.Where(report => report.Id is not null).Select(Read)];
        });
    }

    public Task<IReadOnlyList<Presence>> PresencesAsync(
        Organiser organiser, string meeting, string report, CancellationToken cancellationToken)
    {
        var records = User(organiser).OnlineMeetings[meeting].AttendanceReports[report].AttendanceRecords;
        return ReadMeetingAsync(async () =>
        {
            var all = await GraphPages.ReadAsync(
                records.GetAsync(cancellationToken: cancellationToken),
                page => page.Value,
                link => records.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
            return (IReadOnlyList<Presence>)[.. all.Select(Read)];
        });
    }

    private UserItemRequestBuilder User(Organiser organiser) => graph.At(organiser.Mailbox, organiser.Id!);

    private static MeetingReport Read(MeetingAttendanceReport report) => new(
        report.Id!, report.MeetingStartDateTime is { } start ? Instant.FromDateTimeOffset(start) : null);

    private static Presence Read(AttendanceRecord record) => new(
        record.EmailAddress,
        record.Identity?.Id,
        record.Role is "Organizer",
        [.. (record.AttendanceIntervals ?? []).Select(Read).OfType<Interval>()]);

    private static Interval? Read(AttendanceInterval interval) =>
        interval is { JoinDateTime: { } joined, LeaveDateTime: { } left } && left >= joined
            ? new Interval(Instant.FromDateTimeOffset(joined), Instant.FromDateTimeOffset(left))
            : null;

    private static Task<T> ReadMeetingAsync<T>(Func<Task<T>> read) => ReadAsync(
        read,
        refused => refused.Error?.Message?.Contains("policy", StringComparison.OrdinalIgnoreCase) is true
            ? AttendanceRefusal.Policy
            : AttendanceRefusal.Meetings);

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read, Func<ODataError, AttendanceRefusal> reason)
    {
        try
        {
            return await read();
        }
        catch (ODataError refused) when (refused.ResponseStatusCode == 403)
        {
            throw new AttendanceRefusedException(reason(refused), refused);
        }
    }
}
