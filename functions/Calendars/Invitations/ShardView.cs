using System.Text.Json.Serialization;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// One invitation in the answer: how many are wanted in it and how many are, and why it is not in step. What the
/// contract names is there, also as null.
/// </summary>
public sealed record ShardView(int Shard, string? Milestone, string State, int Wanted, int Actual, string? Note)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? EventId { get; init; }

    /// <summary>Whose calendar the event is in, where the programme has several mailboxes; left out where it has one.</summary>
    public string? Mailbox { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? JoinUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? LastError { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? NextTry { get; init; }
}
