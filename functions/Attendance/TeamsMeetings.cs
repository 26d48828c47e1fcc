using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using NodaTime;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Attendance;

/// <summary>The programme's Teams meetings. They are reached by the organiser's object id: by a user principal name they are not found.</summary>
public sealed class TeamsMeetings(ProgrammeGraph graph)
{
    public async Task<string> OrganiserAsync(CancellationToken cancellationToken)
    {
        var user = await graph.Mailbox.GetAsync(request => request.QueryParameters.Select = ["id"], cancellationToken);
        return user?.Id ?? throw new InvalidOperationException("Graph answered the programme's user without its id.");
    }

    /// <summary>The meeting behind a join link, or null.</summary>
    public Task<string?> FindAsync(string organiser, string joinUrl, CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        var found = await graph.Client.Users[organiser].OnlineMeetings.GetAsync(
            request => request.QueryParameters.Filter = $"JoinWebUrl eq '{joinUrl.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken);
        return found?.Value?.FirstOrDefault()?.Id;
    });

    /// <summary>The ids of the meeting's reports, one a session.</summary>
    public Task<IReadOnlyList<string>> ReportsAsync(string organiser, string meeting, CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        var reports = await graph.Client.Users[organiser].OnlineMeetings[meeting].AttendanceReports.GetAsync(cancellationToken: cancellationToken);
        return (IReadOnlyList<string>)[.. (reports?.Value ?? []).Select(report => report.Id).OfType<string>()];
    });

    public Task<IReadOnlyList<Presence>> PresencesAsync(string organiser, string meeting, string report, CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        var presences = new List<Presence>();
        var records = graph.Client.Users[organiser].OnlineMeetings[meeting].AttendanceReports[report].AttendanceRecords;
        var page = await records.GetAsync(cancellationToken: cancellationToken);
        while (page is not null)
        {
            presences.AddRange((page.Value ?? []).Select(Read));
            page = page.OdataNextLink is { } next ? await records.WithUrl(next).GetAsync(cancellationToken: cancellationToken) : null;
        }

        return (IReadOnlyList<Presence>)presences;
    });

    private static Presence Read(AttendanceRecord record) => new(
        record.EmailAddress,
        record.Role is "Organizer" or "Presenter",
        [
            .. (record.AttendanceIntervals ?? [])
                .Where(interval => interval.JoinDateTime is not null && interval.LeaveDateTime >= interval.JoinDateTime)
                .Select(interval => new Interval(Instant.FromDateTimeOffset(interval.JoinDateTime!.Value), Instant.FromDateTimeOffset(interval.LeaveDateTime!.Value))),
        ]);

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (ODataError refused) when (refused.ResponseStatusCode == 403)
        {
            throw new NoAccessPolicyException(refused);
        }
    }
}
