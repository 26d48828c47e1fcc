using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;

namespace Pathway.Functions.Calendars.Preview;

/// <summary>Why a change mails whom it mails, in sentences.</summary>
internal static class PreviewReasons
{
    public static IEnumerable<string> Why(
        IReadOnlyList<(InvitationPlan Plan, Invitation? Now)> ahead, IReadOnlyList<PlannedMails> mails, GuestList guests)
    {
        var changes = ahead.Zip(mails)
            .Where(entry => entry.Second.Update.Count > 0)
            .SelectMany(entry => Differences(entry.First.Plan.Wanted!.Details, entry.First.Now!.Details))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (changes.Count > 0)
            yield return $"{Sentence(changes)} changes: everybody who stays invited is told.";
        if (CountOf(mails, mail => mail.Invite) is > 0 and var come)
            yield return $"Invited: {People(come)}.";
        if (CountOf(mails, mail => mail.Cancel) is > 0 and var go)
            yield return $"No longer invited: {People(go)}.";
        var speakers = mails.SelectMany(mail => mail.Invite.Concat(mail.Update).Concat(mail.Cancel))
            .Distinct()
            .Count(who => guests.Speakers.Any(speaker => speaker.Hash == who));
        if (speakers > 0)
            yield return $"Among them {(speakers == 1 ? "1 speaker" : $"{speakers} speakers")}, who count for no college.";
        var quiet = ahead.Count > 0 ? ahead[0].Plan.Activity.Definition.QuietFor : 0;
        if (quiet > 0 && changes.TrueForAll(change => change is Title or Text) && changes.Count > 0)
            yield return $"The text waits {quiet} minutes, so that further changes of it come in the same mail.";
    }

    private const string Title = "title";
    private const string Text = "text";

    private static IEnumerable<string> Differences(EventDetails wanted, EventDetails? now)
    {
        if (now is null)
            yield break;
        if (!now.SameTimes(wanted))
            yield return "time";
        if (now.Subject != wanted.Subject)
            yield return Title;
        if (now.Body != wanted.Body)
            yield return Text;
        if (wanted.Online && !now.Online)
            yield return "place";
    }

    private static string Sentence(List<string> changes)
    {
        var words = changes.Count == 1 ? changes[0] : $"{string.Join(", ", changes[..^1])} and {changes[^1]}";
        return $"The {words}";
    }

    private static int CountOf(IReadOnlyList<PlannedMails> mails, Func<PlannedMails, IReadOnlyList<ulong>> which) =>
        mails.SelectMany(which).Distinct().Count();

    private static string People(int count) => count == 1 ? "1 address" : $"{count} addresses";
}
