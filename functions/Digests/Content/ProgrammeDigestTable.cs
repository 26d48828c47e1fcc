using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Digests.Content;

/// <summary>All colleges side by side.</summary>
public static class ProgrammeDigestTable
{
    public static ProgrammeDigest Build(
        DigestMaterial material,
        SlotKey slot,
        ProgrammeOptions programme,
        IReadOnlyList<(College College, CollegeWeek Week)> weeks,
        DigestsOptions options)
    {
        var lines = weeks.Select(item => Line(material, item.College, item.Week, options)).ToList();
        var (learners, minutes) = (Learners(weeks.Select(item => item.Week)), Minutes(weeks.Select(item => item.Week)));
        return new ProgrammeDigest(slot, programme.Name, lines, DigestCompleteness.For(material.Backlog))
        {
            Sessions = Sessions(weeks.Select(item => item.Week)),
            Learners = new Shown(learners),
            Minutes = new Shown(minutes),
            Before = Usual([.. weeks.Select(item => item.Week.Before).OfType<WeekAverage>()]),
            HidesSmallNumbers = learners is null || minutes is null
                || lines.Exists(line => line.Learners.Value is null || line.Minutes.Value is null),
            Coming = [.. DigestAhead.For(material, null, options.DaysAhead)],
            Attention = [.. Attention(material, programme.BaseUrl.TrimEnd('/'))],
        };
    }

    private static int Sessions(IEnumerable<CollegeWeek> colleges) =>
        colleges.SelectMany(week => week.Held).Distinct(StringComparer.Ordinal).Count();

    private static long? Learners(IEnumerable<CollegeWeek> colleges) =>
        SmallNumbers.Learners(colleges.Select(week => (long)week.Learners));

    private static long? Minutes(IEnumerable<CollegeWeek> colleges)
    {
        var timed = colleges.Where(week => week.MinutesLearners > 0).ToList();
        var shown = timed.Sum(week => Minutes(week) ?? 0);
        return timed.Count > 0 && shown == 0 ? null : shown;
    }

    private static long? Minutes(CollegeWeek week) => week.MinutesLearners switch
    {
        0 => 0,
        < SmallNumbers.Least => null,
        _ => SmallNumbers.Minutes(week.Minutes, week.MinutesLearners),
    };

    /// <summary>What is usual, of what was shown of each week: averages of exact figures would give the weeks away.</summary>
    private static WeekAverage? Usual(IReadOnlyList<WeekAverage> colleges)
    {
        var weeks = Enumerable.Range(0, WeekTally.WeeksBefore)
            .Select(back => colleges.Where(usual => usual.Weeks.Count > back).Select(usual => usual.Weeks[back]).ToList())
            .ToList();
        return weeks.TrueForAll(week => Learners(week) is null or 0)
            ? null
            : new WeekAverage(
                weeks.Average(week => (double)Sessions(week)),
                weeks.Average(week => (double)(Learners(week) ?? 0)),
                weeks.TrueForAll(week => Minutes(week) is null) ? null : weeks.Average(week => (double)(Minutes(week) ?? 0)));
    }

    private static CollegeLine Line(DigestMaterial material, College college, CollegeWeek week, DigestsOptions options) => new(
        college.Definition.Name,
        week.Sessions,
        new Shown(Learners([week])),
        new Shown(Minutes([week])),
        Learners([week]) is null || week.Before is null ? null : Usual([week.Before])?.Learners,
        string.Join(" ", new[]
        {
            DigestAttention.Silence(material, college, week, options.QuietDays),
            college.Definition.Contacts.Count == 0 ? "Nobody to send its digest to." : null,
            college.Definition.Audience.Count == 0 ? "Nobody is invited." : null,
        }.OfType<string>()));

    private static IEnumerable<Attention> Attention(DigestMaterial material, string home)
    {
        var dead = material.Backlog.DeadLetters.Values.Sum() + material.Backlog.Unreadable;
        if (dead > 0)
            yield return new Attention(
                $"{DigestWords.Plural(dead, "delivery", "deliveries")} could not be counted.",
                "Problems says why: try one again once its cause is gone, or give it up.",
                home + PageAddress.DeadLetters,
                "Open Problems");
        foreach (var (activity, invitations) in material.Invitations.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            var ledger = home + PageAddress.ToLedger(activity);
            var title = material.NameActivity(activity.ToString()).Title;
            if (invitations.Refused.Count > 0)
                yield return new Attention(
                    $"{title}: {DigestWords.Plural(invitations.Refused.Count, "address", "addresses")} cannot be invited.",
                    "The activity's page names them, with its invitations.",
                    ledger,
                    "Open its invitations");
            foreach (var trouble in invitations.Troubles)
                yield return new Attention($"{title}: its invitations are not in step.", trouble, ledger, "Open its invitations");
        }
    }
}
