using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item;
using Pathway.Functions.Graph;
using Mailbox = Pathway.Functions.Graph.Mailbox;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>The programme's Teams meetings and their options in Graph. Failures escape as the SDK throws them.</summary>
public sealed class MeetingRooms(ProgrammeGraph graph)
{
    /// <summary>The meeting behind a join link with its options, or null.</summary>
    public async Task<OnlineMeeting?> FindAsync(Mailbox mailbox, string joinUrl, CancellationToken cancellationToken)
    {
        var meetings = (await OrganiserAsync(mailbox, joinUrl, cancellationToken)).OnlineMeetings;
        var filter = $"JoinWebUrl eq '{joinUrl.Replace("'", "''", StringComparison.Ordinal)}'";
        var found = await GraphPages.ReadAsync(
            meetings.GetAsync(request => request.QueryParameters.Filter = filter, cancellationToken),
            page => page.Value,
            link => meetings.WithUrl(link).GetAsync(cancellationToken: cancellationToken));
        return found.FirstOrDefault(meeting => meeting.Id is not null);
    }

    /// <summary>Nobody is mailed about a meeting's options.</summary>
    public async Task ChangeAsync(
        Mailbox mailbox, string joinUrl, string meeting, MeetingRules rules, CancellationToken cancellationToken) =>
        await (await OrganiserAsync(mailbox, joinUrl, cancellationToken)).OnlineMeetings[meeting]
            .PatchAsync(rules.ToGraph(), cancellationToken: cancellationToken);

    private async Task<UserItemRequestBuilder> OrganiserAsync(
        Mailbox mailbox, string joinUrl, CancellationToken cancellationToken) =>
        graph.At(
            mailbox,
            MeetingOrganiser.Read(joinUrl)
            ?? (await graph.At(mailbox).GetAsync(request => request.QueryParameters.Select = ["id"], cancellationToken))?.Id
            ?? throw new InvalidOperationException("Graph answered the programme's user without its id."));
}
