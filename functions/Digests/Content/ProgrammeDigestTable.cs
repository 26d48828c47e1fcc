using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Digests.Content;

/// <summary>All colleges side by side.</summary>
public static class ProgrammeDigestTable
{
    public static ProgrammeDigest Of(
        DigestMaterial material,
        SlotKey slot,
        string programme,
        IReadOnlyList<(College College, CollegeWeek Week)> weeks,
        DigestsOptions options)
    {
        var now = Hide(
            weeks.Select(item => (new Amount(item.Week.Events, item.Week.Learners), new Amount(item.Week.Minutes, item.Week.MinutesLearners))));
        var before = Hide(weeks.Select(item => Usual(item.Week.Before)));
        var all = weeks.Count;
        return new ProgrammeDigest(
            slot,
            programme,
            [.. weeks.Select((item, i) => Line(material, item.College, item.Week, i, now, before, options))],
            DigestCompleteness.For(material.Backlog))
        {
            Sessions = weeks.Sum(item => item.Week.Sessions),
            Learners = Show(weeks.Sum(item => item.Week.Learners), now.Row(all)),
            Minutes = Show(weeks.Sum(item => item.Week.Minutes), now.Row(all) || now.Amount(all, 0)),
            Before = before.Row(all) || weeks.All(item => item.Week.Before is null)
                ? null
                : new WeekAverage(
                    weeks.Sum(item => item.Week.Before?.Sessions ?? 0),
                    weeks.Sum(item => item.Week.Before?.Learners ?? 0),
                    before.Amount(all, 0) ? null : weeks.Sum(item => item.Week.Before?.Minutes ?? 0)),
            HidesSmallNumbers = now.Any,
            Coming = [.. DigestAhead.For(material, null, options.DaysAhead)],
            Attention = [.. Attention(material)],
        };
    }

    /// <summary>What is hidden of the colleges' events and minutes, and last of their total's.</summary>
    private static HiddenFigures Hide(IEnumerable<(Amount Events, Amount Minutes)> colleges)
    {
        var guard = new SuppressedRows(amounts: 1);
        var amounts = colleges.ToList();
        var rows = amounts.ConvertAll(college => guard.Add(college.Events, college.Minutes));
        guard.Partition(
            guard.Add(Sum(amounts.Select(college => college.Events)), Sum(amounts.Select(college => college.Minutes))),
            rows);
        return guard.Hide();
    }

    private static Amount Sum(IEnumerable<Amount> parts) =>
        parts.Aggregate(new Amount(), (sum, part) => new Amount(sum.Value + part.Value, sum.Learners + part.Learners));

    /// <summary>Averages of learners, rounded up: less than one is still somebody.</summary>
    private static (Amount Events, Amount Minutes) Usual(WeekAverage? usual)
    {
        var (learners, minutesLearners) = ((long)Math.Ceiling(usual?.Learners ?? 0), (long)Math.Ceiling(usual?.MinutesLearners ?? 0));
        return (new Amount(learners, learners), new Amount((long)Math.Ceiling(usual?.Minutes ?? 0), minutesLearners));
    }

    private static Shown Show(long value, bool isHidden) => new(isHidden ? null : value);

    private static CollegeLine Line(
        DigestMaterial material,
        College college,
        CollegeWeek week,
        int row,
        HiddenFigures now,
        HiddenFigures before,
        DigestsOptions options) => new(
        college.Definition.Name,
        week.Sessions,
        Show(week.Learners, now.Row(row)),
        Show(week.Minutes, now.Row(row) || now.Amount(row, 0)),
        now.Row(row) || before.Row(row) ? null : week.Before?.Learners,
        string.Join(" ", new[]
        {
            DigestAttention.Silence(material, college, week, options.QuietDays),
            college.Definition.Contacts.Count == 0 ? "Nobody to send its digest to." : null,
            college.Definition.Audience.Count == 0 ? "Nobody is invited." : null,
        }.OfType<string>()));

    private static IEnumerable<Attention> Attention(DigestMaterial material)
    {
        var dead = material.Backlog.DeadLetters.Values.Sum() + material.Backlog.Unreadable;
        if (dead > 0)
            yield return new Attention(
                $"{DigestWords.Plural(dead, "delivery", "deliveries")} could not be counted.",
                "GET /api/dead-letters says why, and whether to replay one once its cause is gone or to remove it.");
        foreach (var (activity, invitations) in material.Invitations.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            var title = material.NameActivity(activity.ToString()).Title;
            if (invitations.Refused.Count > 0)
                yield return new Attention(
                    $"{title}: {DigestWords.Plural(invitations.Refused.Count, "address", "addresses")} cannot be invited.",
                    $"GET /api/activities/{activity}/invitations names them.");
            foreach (var trouble in invitations.Troubles)
                yield return new Attention($"{title}: its invitations are not in step.", trouble);
        }
    }
}
