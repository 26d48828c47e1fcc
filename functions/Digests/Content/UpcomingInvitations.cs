using Pathway.Functions.Calendars.Invitations;

namespace Pathway.Functions.Digests.Content;

/// <summary>
/// An activity's invitations as the ledger has them: the meeting's link, answers by college, and what Exchange did
/// not take.
/// </summary>
public sealed record UpcomingInvitations(
    string? JoinUrl, ResponseCounts Responses, IReadOnlyList<string> Refused, IReadOnlyList<string> Troubles)
{
    public static UpcomingInvitations From(IReadOnlyList<(Invitation Invitation, ResponseCounts Responses)> shards) =>
        new(
        shards.Select(shard => shard.Invitation.JoinUrl).FirstOrDefault(url => url is not null),
        ResponseCounts.Sum(
            shards.Where(shard => shard.Invitation.Key.Part.Length == 0).Select(shard => shard.Responses)),
        [.. shards.SelectMany(shard => shard.Invitation.Refused).Distinct(StringComparer.OrdinalIgnoreCase)],
        [
            .. shards.Where(shard => shard.Invitation.IsStuck)
                .Select(shard => shard.Invitation.LastError)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ]);
}
