using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>The ledger of an activity as <c>GET /api/activities/{id}/invitations</c> shows it.</summary>
public sealed record InvitationsView(
    string Activity, bool InStep, string Why, IReadOnlyList<ShardView> Shards, IReadOnlyDictionary<string, Responses> Responses)
{
    /// <summary>
    /// What a coordinator sees: their colleges' answers, and no reason, for it may name another college's address.
    /// </summary>
    public InvitationsView For(IReadOnlySet<CollegeId> colleges) => this with
    {
        Why = InStep ? "" : "The calendar is being brought in step.",
        Shards = [.. Shards.Select(shard => shard with { LastError = null, Note = null })],
        Responses = Responses.Where(college => colleges.Contains(CollegeId.Parse(college.Key)))
            .ToDictionary(StringComparer.Ordinal),
    };
}
