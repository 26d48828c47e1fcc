using System.Text.RegularExpressions;

namespace Pathway.Functions.Attendance;

/// <summary>Who organises the programme's meetings, by object id, and since when and why attendance may not be read.</summary>
public sealed partial record Organiser(
    string? Id = null, DateTimeOffset? RefusedSince = null, AttendanceRefusal Refusal = default)
{
    /// <summary>
    /// The organiser's object id as it stands in a meeting's join address, in its <c>context</c>; null where it does not.
    /// </summary>
    public static string? ReadJoinUrl(string joinUrl) =>
        ObjectId().Match(Uri.UnescapeDataString(joinUrl)) is { Success: true } found ? found.Groups["id"].Value : null;

    [GeneratedRegex(
        "\"Oid\"\\s*:\\s*\"(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\"",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ObjectId();
}
