using System.Text.Json.Serialization;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>One person or shared mailbox: who they are, their calendars, their events and messages.</summary>
internal sealed class Mailbox
{
    public required Guid Id { get; init; }

    public required string Address { get; set; }

    public SortedDictionary<long, StoredEvent> Events { get; init; } = [];

    /// <summary>Events that were cancelled or deleted: delta still tells of them.</summary>
    public List<StoredEvent> Removed { get; init; } = [];

    public SortedDictionary<long, StoredMessage> Messages { get; init; } = [];

    /// <summary>Names of calendars beside the default one, by id.</summary>
    public Dictionary<string, string> Calendars { get; init; } = [];

    /// <summary>Creates that carried a <c>transactionId</c>.</summary>
    public Dictionary<string, PastTransaction> Transactions { get; init; } = [];

    /// <summary>What was sent in the last day, for the sending limits.</summary>
    public List<Submission> Submissions { get; init; } = [];

    [JsonIgnore]
    public string DisplayName => Address.Split('@')[0];

    [JsonIgnore]
    public string CalendarId => DerivedIds.Opaque($"calendar {Id}");

    /// <summary>An event of the calendars, or a day of a series.</summary>
    public StoredEvent? FindEvent(long number) => SeriesNumber.Split(number) is { } of
        ? Events.TryGetValue(of.Master, out var master)
            && master.Content.Recurrence is not null ? new EventSeries(master).Find(of.Day) : null
        : Events.GetValueOrDefault(number);
}

/// <summary>One message on its way to so many recipients.</summary>
internal sealed record Submission(DateTimeOffset At, int Recipients);

/// <summary>What a <c>transactionId</c> created, and from which content.</summary>
internal sealed record PastTransaction(long Event, string Fingerprint);
