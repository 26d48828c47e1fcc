using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>The mails by college, and what each college sees, on its own clock.</summary>
internal sealed record CollegeMails(MailCount Total, IReadOnlyDictionary<CollegeId, MailCount> ByCollege)
{
    public static CollegeMails Count(IReadOnlyList<PlannedMails> mails, GuestList guests)
    {
        var total = MailCount.None;
        var colleges = new Dictionary<CollegeId, MailCount>();
        foreach (var (who, mail) in mails.SelectMany(One))
        {
            total += mail;
            if (guests.Find(who)?.College is { } college)
                colleges[college] = colleges.GetValueOrDefault(college, MailCount.None) + mail;
        }

        return new CollegeMails(total, colleges);
    }

    public static IEnumerable<CollegePreview> Views(
        IReadOnlyList<College> colleges, CollegeMails mails, Activity next, Activity? current, BritishDates dates) =>
        from college in colleges
        where college.LeftAt is null
        let count = mails.ByCollege.GetValueOrDefault(college.Id, MailCount.None)
        let isInvited = !next.IsCancelled && next.Definition.Audience.Includes(college.Id)
        let wasInvited = current is { IsCancelled: false } && current.Definition.Audience.Includes(college.Id)
        where isInvited || wasInvited || count.Total > 0
        orderby college.Definition.Name
        select new CollegePreview(
            college.Id.ToString(),
            college.Definition.Name,
            count.Total,
            PreviewWords.Sees(next, college, count, isInvited, dates));

    private static IEnumerable<(ulong Who, MailCount Mail)> One(PlannedMails planned) =>
    [
        .. planned.Invite.Select(who => (who, new MailCount(1, 0, 0))),
        .. planned.Update.Select(who => (who, new MailCount(0, 1, 0))),
        .. planned.Cancel.Select(who => (who, new MailCount(0, 0, 1))),
    ];
}
