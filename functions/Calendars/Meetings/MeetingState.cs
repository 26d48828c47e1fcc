using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>What is known of how an activity's meeting is held.</summary>
public sealed record MeetingState(ActivityId Activity)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Of which meeting all this is said.</summary>
    public string JoinUrl { get; init; } = "";

    /// <summary>Its id in Graph; null where it was not found yet.</summary>
    public string? Meeting { get; init; }

    /// <summary>The <see cref="MeetingRules.Mark"/> that was set last; empty where none is known to be.</summary>
    public string Set { get; init; } = "";

    /// <summary>The mark that was tried last.</summary>
    public string Tried { get; init; } = "";

    /// <summary>What Teams had instead when it was last put right.</summary>
    public string Drift { get; init; } = "";

    public MeetingFault Fault { get; init; }

    /// <summary>What Graph said of it, or what was put right, in words.</summary>
    public string? Note { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? NextTry { get; init; }

    /// <summary>After that moment it does not matter any more.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether nothing is to be done for these rules.</summary>
    public bool IsSetTo(MeetingRules rules, string joinUrl) => JoinUrl == joinUrl && Set == rules.Mark;

    /// <summary>Whether the meeting is held by these rules, as far as anybody knows.</summary>
    public bool Holds(MeetingRules rules, string joinUrl) => IsSetTo(rules, joinUrl) && Fault == MeetingFault.None;

    public MeetingState Done(string meeting, MeetingRules rules) => this with
    {
        Meeting = meeting,
        Set = rules.Mark,
        Tried = rules.Mark,
        Fault = MeetingFault.None,
        Failures = 0,
        NextTry = null,
    };

    public MeetingState NotFound(MeetingRules rules, DateTimeOffset now) =>
        Failed(rules, MeetingFault.NotFound, null, now) with { Meeting = null };

    public MeetingState After(GraphFault fault, MeetingRules rules, DateTimeOffset now) => fault.Kind switch
    {
        GraphFaultKind.Forbidden => Failed(rules, Refusal(fault), null, now) with { NextTry = now + Longest },
        GraphFaultKind.Gone or GraphFaultKind.NoMailbox => NotFound(rules, now),
        GraphFaultKind.Refused => Failed(rules, MeetingFault.Refused, fault.Message, now) with { NextTry = null },
        _ => Failed(rules, MeetingFault.Unanswered, null, now, fault.Wait),
    };

    private MeetingState Failed(
        MeetingRules rules, MeetingFault fault, string? note, DateTimeOffset now, TimeSpan? wait = null) => this with
        {
            Set = "",
            Tried = rules.Mark,
            Fault = fault,
            Note = note ?? Note,
            Failures = Failures + 1,
            NextTry = now + (wait ?? GraphBackoff.After(Failures)),
        };

    private static MeetingFault Refusal(GraphFault fault) =>
        fault.Message.Contains("policy", StringComparison.OrdinalIgnoreCase) ? MeetingFault.Policy : MeetingFault.Permission;
}
