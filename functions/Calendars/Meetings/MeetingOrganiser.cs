using System.Text.RegularExpressions;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>Who organises a meeting, by object id: Teams' meetings are found by nothing else.</summary>
internal static partial class MeetingOrganiser
{
    /// <summary>The object id as it stands in a meeting's join address, in its <c>context</c>; null where it does not.</summary>
    public static string? Read(string joinUrl) =>
        ObjectId().Match(Uri.UnescapeDataString(joinUrl)) is { Success: true } found ? found.Groups["id"].Value : null;

    [GeneratedRegex(
        "\"Oid\"\\s*:\\s*\"(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\"",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ObjectId();
}
