using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>Activities with their answers: one look at the ledger each, all at once.</summary>
public sealed class ActivityListReader(
    InvitationTable ledger, InvitationsReader invitations, GuestListReader guests, LondonClock clock)
{
    public const string Cancelled = "cancelled";
    public const string Over = "over";

    public async Task<IReadOnlyList<ActivityLine>> ReadAsync(
        IEnumerable<Activity> activities, Visit visit, CancellationToken cancellationToken)
    {
        var list = await guests.ReadAsync(cancellationToken);
        return await Task.WhenAll(activities.Select(activity => ReadAsync(activity, list, visit, cancellationToken)));
    }

    /// <summary>The whole ledger of one, as far as the reader may see it.</summary>
    public async Task<InvitationsView> LedgerAsync(Activity activity, Visit visit, CancellationToken cancellationToken)
    {
        var view = await invitations.ReadAsync(activity, cancellationToken);
        return visit.Colleges is { } own ? view.For(own) : view;
    }

    private async Task<ActivityLine> ReadAsync(
        Activity activity, GuestList list, Visit visit, CancellationToken cancellationToken)
    {
        var rows = await ledger.ReadWithResponsesAsync(activity.Id, cancellationToken);
        var meeting = rows.Where(row => row.Invitation.Key.Part.Length == 0).ToList();
        var counts = ResponseCounts.Sum(
            meeting.Select(row => row.Responses.OrNoneYet(row.Invitation.Invited, list))).Colleges
            .Where(college => visit.Reads(CollegeId.Parse(college.Key)))
            .Aggregate(new Responses(0, 0, 0, 0), (sum, college) => sum + college.Value);
        return new ActivityLine(
            activity,
            counts,
            meeting.Select(row => row.Invitation.JoinUrl).FirstOrDefault(url => url is not null),
            StateOf(activity, [.. rows.Select(row => row.Invitation)]));
    }

    private string StateOf(Activity activity, IReadOnlyList<Invitation> invitations) => activity switch
    {
        { IsCancelled: true } => Cancelled,
        _ when !activity.IsAhead(clock.Now) => Over,
        _ when invitations.Any(invitation => invitation.IsMissing) => "deleted in Outlook",
        _ when invitations.Any(invitation => invitation.IsStuck) => "refused by Exchange",
        _ when invitations.Any(invitation => invitation.Refused.Count > 0) => "an address was refused",
        _ when activity.SyncDue is not null || invitations.Count == 0 => "invitations on their way",
        _ => "invited",
    };
}
