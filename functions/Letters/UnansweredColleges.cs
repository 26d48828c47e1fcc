using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>The colleges that were invited and of which nobody has answered, as far as the ledger knows.</summary>
public sealed class UnansweredColleges(InvitationTable ledger, GuestListReader guests)
{
    public async Task<IReadOnlySet<CollegeId>> ReadAsync(Activity activity, CancellationToken cancellationToken)
    {
        var list = (await guests.ReadAsync(cancellationToken)).With(activity.Definition.Speakers);
        var shards = (await ledger.ReadWithResponsesAsync(activity.Id, cancellationToken))
            .Where(row => row.Invitation is { Key.Part: "", HasEvent: true });
        return ResponseCounts.Sum(shards.Select(row => row.Responses.OrNoneYet(row.Invitation.Invited, list))).Colleges
            .Where(college => college.Value is { Accepted: 0, Declined: 0, Tentative: 0, None: > 0 })
            .Select(college => CollegeId.Parse(college.Key))
            .ToHashSet();
    }
}
