using Pathway.Functions.Colleges;

namespace Pathway.Functions.Digests;

/// <summary>All colleges side by side.</summary>
public static class ProgrammeDigestTable
{
    public static ProgrammeDigest Of(DigestMaterial material, SlotKey slot, string programme, IReadOnlyList<(College College, CollegeWeek Week)> weeks, DigestsOptions options)
    {
        return new ProgrammeDigest(slot, programme, [.. weeks.Select(item => Line(material, item.College, item.Week, options))], DigestCompleteness.For(material.Backlog))
        {
            Sessions = weeks.Sum(item => item.Week.Sessions),
            Learners = new Shown(weeks.Sum(item => item.Week.Learners)),
            Minutes = new Shown(weeks.Sum(item => item.Week.Minutes)),
            Before = weeks.All(item => item.Week.Before is null)
                ? null
                : new WeekAverage(weeks.Sum(item => item.Week.Before?.Sessions ?? 0), weeks.Sum(item => item.Week.Before?.Learners ?? 0), weeks.Sum(item => item.Week.Before?.Minutes ?? 0)),
            Coming = [.. DigestAhead.For(material, null, options.DaysAhead)],
            Attention = [.. Attention(material)],
        };
    }

    private static CollegeLine Line(DigestMaterial material, College college, CollegeWeek week, DigestsOptions options) => new(
        college.Definition.Name,
        week.Sessions,
        new Shown(week.Learners),
        new Shown(week.Minutes),
        week.Before?.Learners,
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
