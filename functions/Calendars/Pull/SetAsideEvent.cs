using System.Text.Json.Serialization;
using NodaTime.Text;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// An event with the programme's category that the app leaves alone, and why. <paramref name="Start"/> is UTC.
/// </summary>
public sealed record SetAsideEvent(string Subject, string Start, string Reason)
{
    /// <summary>Null where an older version wrote it in another way.</summary>
    [JsonIgnore]
    public DateTimeOffset? StartsAt =>
        InstantPattern.General.Parse(Start) is { Success: true } at ? at.Value.ToDateTimeOffset() : null;
}
