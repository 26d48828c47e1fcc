using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Digests.Content;

/// <summary>What needs a hand, each with what to do about it.</summary>
public static class DigestAttention
{
    public static IEnumerable<Attention> For(DigestMaterial material, College college, CollegeWeek week, int quietDays)
    {
        if (Silence(material, college, week, quietDays) is { } silence)
            yield return new Attention(
                silence,
                "Check with your IT team that the web hook or the log store of your learning platform still sends, "
                    + "and that its secret is the current one.");
        if (material.Backlog.DeadLetters.GetValueOrDefault(college.Id) is > 0 and var dead)
            yield return new Attention(
                $"{DigestWords.Plural(dead, "delivery", "deliveries")} of your systems could not be counted.",
                "The programme manager sees why under the dead letters: some can be counted once the cause is gone, "
                    + "others your systems must send again under a new id.");
        var refused = material.Invitations.Values.SelectMany(invitations => invitations.Refused)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count(address => college.Definition.Audience.Contains(address, StringComparer.OrdinalIgnoreCase));
        if (refused > 0)
            yield return new Attention(
                $"{DigestWords.Plural(refused, "address", "addresses")} of your college cannot be invited.",
                "Exchange does not take them: tell the programme manager the right ones.");
        if (college.Definition.Audience.Count == 0)
            yield return new Attention(
                "Nobody at your college is invited to masterclasses.",
                "Tell the programme manager which people or distribution lists to invite.");
    }

    /// <summary>
    /// Says for how long nothing came, or null: counted from the last that came or from joining, whichever was later.
    /// </summary>
    public static string? Silence(DigestMaterial material, College college, CollegeWeek week, int quietDays)
    {
        LocalDate? seen = week.LastSeen is { } day ? LocalDatePattern.Iso.Parse(day).Value : null;
        var since = seen is { } last && college.JoinedOn is { } joined
            ? LocalDate.Max(last, joined)
            : seen ?? college.JoinedOn;
        if (since is null || since < WeekTally.FirstDay(material.Week))
            return "Nothing has been reported for five weeks or more.";
        var days = Period.DaysBetween(since.Value, material.Week.Sunday);
        return days >= quietDays ? $"Nothing has been reported for {days} days." : null;
    }
}
