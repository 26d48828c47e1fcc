using Pathway.GraphSimulator;

namespace Pathway.Chaos.Reckoning;

/// <summary>One mail a digest slot: the subject names the college and the week, and nobody gets the same twice.</summary>
internal static class MailCount
{
    public static void Judge(IReadOnlyList<DeliveredMail> mails, Tally tally)
    {
        // What the manager asks to be sent once more, with a reason, is sent once more: only fuzzed colleges are asked for.
        var digests = mails.Where(mail => mail.Kind == "message" && !mail.To.Contains("utc-fuzz", StringComparison.Ordinal)).ToList();
        tally.Count("digest mails", digests.Count);
        foreach (var twice in digests.GroupBy(mail => (mail.To, mail.Subject)).Where(slot => slot.Count() > 1))
            tally.Fault($"{twice.Key.To} got '{twice.Key.Subject}' {twice.Count()} times.");
    }

    /// <summary>Every slot that was asked for has its mail: one for each college and one for the programme.</summary>
    public static void JudgeComplete(IReadOnlyList<DeliveredMail> mails, int weeks, int colleges, Tally tally)
    {
        var sent = mails.Where(mail => mail.Kind == "message").Select(mail => (mail.To, mail.Subject)).Distinct().Count();
        tally.Expect(
            sent >= weeks * (colleges + 1),
            $"{weeks} weeks' digests were asked for {colleges} colleges and the programme, and {sent} went out.");
    }
}
