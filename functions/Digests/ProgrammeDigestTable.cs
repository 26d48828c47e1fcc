using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement;

namespace Pathway.Functions.Digests;

/// <summary>All colleges side by side.</summary>
public static class ProgrammeDigestTable
{
    public static ProgrammeDigest Of(DigestMaterial material, SlotKey slot, string programme, IReadOnlyList<(College College, CollegeWeek Week)> weeks, DigestsOptions options)
    {
        var now = Hide([.. weeks.Select(item => ((long)item.Week.Learners, item.Week.Events))]);
        var before = Hide([.. weeks.Select(item => (Usual(item.Week), Usual(item.Week)))]);
        return new ProgrammeDigest(slot, programme, [.. weeks.Select((item, i) => Line(material, item.College, item.Week, now[i], before[i], options))], DigestCompleteness.For(material.Backlog))
        {
            Sessions = weeks.Sum(item => item.Week.Sessions),
            Learners = Show(weeks.Sum(item => item.Week.Learners), now[^1]),
            Minutes = Show(weeks.Sum(item => item.Week.Minutes), now[^1]),
            Before = before[^1] || weeks.All(item => item.Week.Before is null)
                ? null
                : new WeekAverage(weeks.Sum(item => item.Week.Before?.Sessions ?? 0), weeks.Sum(item => item.Week.Before?.Learners ?? 0), weeks.Sum(item => item.Week.Before?.Minutes ?? 0)),
            HidesSmallNumbers = now.Contains(true),
            Coming = [.. DigestAhead.For(material, null, options.DaysAhead)],
            Attention = [.. Attention(material)],
        };
    }

    /// <summary>Which of the colleges' cells, and last their total, are hidden.</summary>
    private static IReadOnlyList<bool> Hide(IReadOnlyList<(long Learners, long Events)> colleges)
    {
        var guard = new SmallNumbers();
        var cells = colleges.Select(cell => guard.Add(cell.Learners, cell.Events)).ToList();
        guard.Partition(guard.Add(colleges.Sum(cell => cell.Learners), colleges.Sum(cell => cell.Events)), cells);
        return guard.Hide();
    }

    /// <summary>An average of learners, rounded up: less than one is still somebody.</summary>
    private static long Usual(CollegeWeek week) => (long)Math.Ceiling(week.Before?.Learners ?? 0);

    private static Shown Show(long value, bool isHidden) => new(isHidden ? null : value);

    private static CollegeLine Line(DigestMaterial material, College college, CollegeWeek week, bool isHidden, bool isUsualHidden, DigestsOptions options) => new(
        college.Definition.Name,
        week.Sessions,
        Show(week.Learners, isHidden),
        Show(week.Minutes, isHidden),
        isHidden || isUsualHidden ? null : week.Before?.Learners,
        string.Join(" ", new[]
        {
            DigestAttention.Silence(material, week, options.QuietDays),
            college.Definition.Contacts.Count == 0 ? "Nobody to send its digest to." : null,
            college.Definition.Audience.Count == 0 ? "Nobody is invited." : null,
        }.OfType<string>()));

    private static IEnumerable<Attention> Attention(DigestMaterial material)
    {
        var dead = material.Backlog.DeadLetters.Values.Sum() + material.Backlog.Unreadable;
        if (dead > 0)
            yield return new Attention($"{DigestWords.Plural(dead, "delivery", "deliveries")} could not be counted.", "GET /api/dead-letters says why; replaying one counts it.");
        foreach (var (activity, invitations) in material.Invitations.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            var title = material.NameActivity(activity.ToString()).Title;
            if (invitations.Refused.Count > 0)
                yield return new Attention($"{title}: {DigestWords.Plural(invitations.Refused.Count, "address", "addresses")} cannot be invited.", $"GET /api/activities/{activity}/invitations names them.");
            foreach (var trouble in invitations.Troubles)
                yield return new Attention($"{title}: its invitations are not in step.", trouble);
        }
    }
}
