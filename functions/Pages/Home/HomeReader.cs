using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Pages.Activities;
using Pathway.Functions.Pages.Colleges;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Home;

/// <summary>Puts the start page together. The figures are the Monday digest's own, so that the two never differ.</summary>
public sealed class HomeReader(
    DigestComposer composer,
    CollegePulseReader pulses,
    ActivityListReader sessions,
    NeedsReader needs,
    ProgrammeReadings readings,
    TableFigures table,
    LondonClock clock)
{
    public async Task<HomeModel> ReadAsync(Visit visit, CancellationToken cancellationToken)
    {
        var week = DigestCalendar.LastFullWeek(clock.Now);
        IFigureSource source = visit.IsManager ? await readings.OpenAsync(cancellationToken) : table;
        var material = await composer.GatherAsync(
            week, await source.BacklogAsync(cancellationToken), cancellationToken);
        var members = material.Members.Where(college => visit.Reads(college.Id)).ToList();
        var read = await pulses.ReadAsync(members, source, cancellationToken);
        var tallies = read.ToDictionary(one => one.Pulse.College.Id, one => SumOf(week, one.Counters));
        var lines = sessions.ReadAsync(ThisWeek(material, visit), visit, cancellationToken);
        if (visit.IsManager)
        {
            var digest = await composer.ComposeAsync(
                material, new SlotKey(week, null), tallies, null, cancellationToken);
            var found = await needs.ReadAsync([.. read.Select(one => one.Pulse)], material, cancellationToken);
            return new HomeModel(found, await lines, week, Figures(digest), [], digest.Completeness, source.At);
        }

        return new HomeModel(
            [], await lines, week, members is [var only] ? Figures(tallies[only.Id]) : [], members, null, null);
    }

    private static CollegeWeek SumOf(IsoWeek week, IReadOnlyList<Counter> counters) =>
        new WeekTally(week, counters.Where(counter => counter.Date <= week.Sunday)).Sum();

    private IEnumerable<Activity> ThisWeek(DigestMaterial material, Visit visit)
    {
        var week = IsoWeek.Containing(clock.Today);
        return material.Activities.Values
            .Where(activity => !activity.IsCancelled && activity.Definition.Audience.IncludesAny(visit.Colleges))
            .Where(
                activity => activity.Definition.Occurrences().Any(occurrence => IsIn(week, occurrence, activity)))
            .OrderBy(activity => activity.Definition.OccurrenceFrom(week.Monday).Start);
    }

    private static bool IsIn(IsoWeek week, Occurrence occurrence, Activity activity) =>
        IsoWeek.Containing(LondonClock.DateOf(WallClock.At(occurrence.Start, activity.Definition.Zone))) == week;

    private static IReadOnlyList<WeekFigure> Figures(ProgrammeDigest digest) =>
    [
        new(DigestWords.Number(digest.Sessions), "sessions", DigestWords.Compared(digest.Before?.Sessions)),
        new(digest.Learners.ToString(), "learners active", DigestWords.Compared(digest.Before?.Learners)),
        new(DigestWords.Time(digest.Minutes), "spent learning", DigestWords.ComparedTime(digest.Before?.Minutes)),
    ];

    private static IReadOnlyList<WeekFigure> Figures(CollegeWeek week) =>
    [
        new(DigestWords.Number(week.Sessions), "sessions", DigestWords.Compared(week.Before?.Sessions)),
        new(DigestWords.Number(week.Learners), "learners active", DigestWords.Compared(week.Before?.Learners)),
        new(DigestWords.Time(week.Minutes), "spent learning", DigestWords.ComparedTime(week.Before?.Minutes)),
    ];
}
