using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>The ledger of an activity as <c>GET /api/activities/{id}/invitations</c> shows it.</summary>
public sealed record InvitationsView(
    string Activity, bool InStep, string Why, IReadOnlyList<ShardView> Shards, IReadOnlyDictionary<string, Responses> Responses)
{
    /// <summary>Each speaker's own answer; who they are colleges see, too.</summary>
    public IReadOnlyList<SpeakerAnswer> Speakers { get; init; } = [];

    /// <summary>Of a series, answers to one date that are not those to all of it, by date and college; null where there are none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Responses>>? Dates { get; init; }

    /// <summary>Whether its Teams meeting is held by the programme's rules; null where there is none.</summary>
    public MeetingView? Meeting { get; init; }

    /// <summary>
    /// What a coordinator sees: their colleges' answers, and no reason, for it may name another college's address.
    /// </summary>
    public InvitationsView For(IReadOnlySet<CollegeId> colleges) => this with
    {
        Why = InStep ? "" : "The calendar is being brought in step.",
        Meeting = Meeting is null ? null : Meeting with { Why = null },
        Shards = [.. Shards.Select(shard => shard with { LastError = null, Note = null })],
        Responses = Own(Responses, colleges),
        Dates = Dates?.Select(date => (date.Key, Own: Own(date.Value, colleges)))
            .Where(date => date.Own.Count > 0)
            .ToDictionary(date => date.Key, IReadOnlyDictionary<string, Responses> (date) => date.Own, StringComparer.Ordinal),
    };

    private static Dictionary<string, Responses> Own(IReadOnlyDictionary<string, Responses> answers, IReadOnlySet<CollegeId> colleges) =>
        answers.Where(college => colleges.Contains(CollegeId.Parse(college.Key))).ToDictionary(StringComparer.Ordinal);
}
