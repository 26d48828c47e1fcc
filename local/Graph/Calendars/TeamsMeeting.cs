using System.Globalization;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Attendance;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>
/// The Teams meeting of an event and the block that Teams writes into the body. The block must come back byte for byte
/// with every new body; without it Exchange forgets the meeting
/// (https://learn.microsoft.com/graph/outlook-calendar-online-meetings).
/// </summary>
internal sealed record TeamsMeeting(string Id, string JoinUrl, string Block)
{
    private const string Line = "________________________________________________________________________________";

    public static TeamsMeeting Create(Mailbox organiser, long number, long stamp)
    {
        var thread = DerivedIds.Guid($"meeting {organiser.Id} {stamp} {number}").ToString("N");
        var spoken = string.Create(
            CultureInfo.InvariantCulture,
            $"3{stamp % 100:00} {stamp / 100 % 1000:000} {number / 100 % 1000:000} {number % 100:00}");
        var context = $"%7b%22Tid%22%3a%22{Tenant.Id}%22%2c%22Oid%22%3a%22{organiser.Id}%22%7d";
        var joinUrl =
            $"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{thread}%40thread.v2/0?context={context}";
        return new TeamsMeeting($"MSo{thread}", joinUrl, BlockFor(joinUrl, spoken));
    }

    /// <summary>Who may present, who waits in the lobby, and so on, as far as somebody decided.</summary>
    public MeetingOptions Options { get; init; } = new();

    public JsonObject Render() => new() { ["joinUrl"] = JoinUrl };

    /// <summary>Exchange knows its own block again when it has rewritten it.</summary>
    public bool IsIn(string body) =>
        body.Contains(Block, StringComparison.Ordinal)
            || body.Contains(HtmlMarks.Strip(Block), StringComparison.Ordinal);

    private static string BlockFor(string joinUrl, string spoken) => $"""
        <br>
        <div style="margin-bottom:24px; overflow:hidden; white-space:nowrap">{Line}</div>
        <div class="me-email-text" lang="en-GB" style="max-width:1024px; color:#242424; font-family:'Segoe UI','Helvetica Neue',Helvetica,Arial,sans-serif">
        <div style="margin-bottom:12px; overflow:hidden; white-space:nowrap"><span class="me-email-text" style="font-size:24px; font-weight:700; margin-right:12px">Microsoft Teams</span> <a class="me-email-link" href="https://aka.ms/JoinTeamsMeeting?omkt=en-GB" target="_blank" rel="noreferrer noopener">Need help?</a></div>
        <div style="margin-bottom:6px"><a id="meet_invite_block.action.join_link" class="me-email-headline" href="{joinUrl}" target="_blank" rel="noreferrer noopener" style="font-size:20px; font-weight:600; text-decoration:underline; color:#5B5FC7">Join the meeting now</a></div>
        <div style="margin-bottom:6px"><span class="me-email-text-secondary" style="font-size:14px; color:#616161">Meeting ID: </span><span class="me-email-text" style="font-size:14px">{spoken}</span></div>
        </div>
        <div style="margin-bottom:24px; overflow:hidden; white-space:nowrap">{Line}</div>
        """.ReplaceLineEndings("\r\n");
}
