using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>One event of a calendar. Its content is replaced whole; the change number says when.</summary>
internal sealed class StoredEvent
{
    public required long Number { get; init; }

    /// <summary>Null is the default calendar.</summary>
    public string? Calendar { get; init; }

    public required string ICalUId { get; init; }

    public string? TransactionId { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; set; }

    /// <summary>Grows with every change anywhere in the store; the change key and delta follow from it.</summary>
    public required long Change { get; set; }

    public required EventContent Content { get; set; }

    public TeamsMeeting? Meeting { get; set; }

    /// <summary>Set for a day of a series; null for a single event and a series master.</summary>
    public OccurrenceOf? Occurrence { get; set; }

    /// <summary>Of a master: its changed occurrences, by their original day.</summary>
    public SortedDictionary<string, StoredEvent> Exceptions { get; init; } = [];

    /// <summary>Of a master: the days on which it no longer is.</summary>
    public SortedDictionary<string, GoneOccurrence> Gone { get; init; } = [];

    /// <summary>Called off, which is more than deleted.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>One report a session, as Teams makes them.</summary>
    public List<AttendanceSession> Sessions { get; init; } = [];

    public StoredEvent Copy() => (StoredEvent)MemberwiseClone();
}

/// <summary>What the organiser decides about an event.</summary>
internal sealed record EventContent
{
    /// <summary>The properties without rules of their own, by their Graph names. Never changed in place.</summary>
    public required JsonObject Plain { get; init; }

    public required EventTime Start { get; init; }

    public required EventTime End { get; init; }

    /// <summary>Set for a series master, whose start and end are those of its first occurrence.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>An HTML document, the Teams block included.</summary>
    public required string Body { get; init; }

    public ImmutableList<JsonNode> Locations { get; init; } = [];

    public ImmutableList<Attendee> Attendees { get; init; } = [];

    public ImmutableSortedDictionary<string, string> ExtendedProperties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public bool IsAllDay => Plain["isAllDay"]!.GetValue<bool>();

    [JsonIgnore]
    public string Subject => Plain["subject"]!.GetValue<string>();
}

/// <summary>Somebody invited; <see cref="Responded"/> is null until they answer.</summary>
internal sealed record Attendee(
    string Address, string Name, string Type, string Response = "none", DateTimeOffset? Responded = null)
{
    public bool Is(string address) => Address.Equals(address, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which day of which series; <see cref="IsException"/> once it was changed by itself.</summary>
internal sealed record OccurrenceOf(long Master, string Day, bool IsException);

/// <summary>A day that left a series: cancelled singly, or no longer in the pattern.</summary>
internal sealed record GoneOccurrence(long Change, bool IsCancelled);

/// <summary>Who was in the meeting in one session, as <c>POST /_simulator/attend</c> said.</summary>
internal sealed record AttendanceSession(Guid Id, DateTimeOffset Start, IReadOnlyList<AttendanceOf> Records);

internal sealed record AttendanceOf(string Email, int Seconds);
