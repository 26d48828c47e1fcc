using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Reports.Impact;

/// <summary>Puts the impact report together from counters and catalogues.</summary>
public sealed class ImpactReader(
    CollegeTable colleges,
    ActivityTable activities,
    ResourceCatalogue resources,
    TableFigures table,
    AcademicTerms terms,
    LondonClock clock,
    IOptions<ReportsOptions> options,
    IOptions<ProgrammeOptions> programme)
{
    /// <summary>As the table is now.</summary>
    public Task<ImpactReport> ReadAsync(DateWindow asked, CancellationToken cancellationToken) =>
        ReadAsync(asked, table, cancellationToken);

    /// <param name="asked">Days of the shared period that the report is about.</param>
    /// <param name="source">Where the figures come from.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    public async Task<ImpactReport> ReadAsync(
        DateWindow asked, IFigureSource source, CancellationToken cancellationToken)
    {
        var window = SharedPeriods.Around(asked, terms, clock.Today);
        var members = await colleges.AllAsync(cancellationToken);
        var known = (await activities.AllAsync(cancellationToken)).ToDictionary(
            activity => activity.Id.ToString(), StringComparer.Ordinal);
        var library = (await resources.AllAsync(cancellationToken))
            .ToDictionary(resource => resource.Key.ToString(), resource => resource.Value, StringComparer.Ordinal);
        var backlog = await source.BacklogAsync(cancellationToken);
        var earlier = SharedPeriods.YearBefore(window, terms);
        var now = await TallyAsync(window, members, known, source, cancellationToken);
        var before = await TallyAsync(earlier, members, known, source, cancellationToken);
        var compared = before.Total.Events.Value == 0 ? null : before;
        var listed = members.Where(
            college =>
                college.LeftAt is null || now.Colleges.ContainsKey(college.Id.ToString())
                    || before.Colleges.ContainsKey(college.Id.ToString()))
            .ToDictionary(college => college.Id.ToString(), college => college.Definition.Name, StringComparer.Ordinal);
        var tables = new ImpactTables(now, compared, listed.Keys, (kind, key) => kind switch
        {
            "college" => listed[key],
            "employer" => key,
            "" => ImpactKinds.Words(key),
            ImpactKinds.Resource => library.TryGetValue(key, out var resource) ? resource.Definition.Title : key,
            _ => known.TryGetValue(key, out var activity) ? activity.Definition.Title : key,
        });
        var report = new ImpactReport(
            programme.Value.Name,
            Iso(window.From),
            Iso(window.To),
            compared is null ? null : new ImpactPeriod(Iso(earlier.From), Iso(earlier.To)),
            backlog.IsEmpty)
        {
            Total = tables.Total,
            Colleges = tables.Colleges,
            Kinds = tables.Kinds,
            Activities = tables.Activities,
            Resources = tables.Resources,
            Employers = tables.Employers,
            YearGroups = tables.YearGroups,
            Repeat = tables.Repeat,
            HidesSmallNumbers = tables.HidesAny,
            CollegesTakingPart = now.Colleges.Count,
            CollegesInProgramme = members.Count(college => college.LeftAt is null),
            Sessions = now.Sessions,
            ResourcesPublished = library.Values.Count(
                resource =>
                    resource.Versions.Any(
                        version => version.State == ResourceState.Published && version.DecidedAt is { } at && IsIn(window, at))),
            ResourcesUsed = now.Kinds.TryGetValue(ImpactKinds.Resource, out var used) ? used.Things.Count : 0,
            Cost = CostOf(window, tables.Total.Learners),
        };
        var unreported = known.Values.Where(
            activity => IsOver(activity, window) && !now.HasSession(activity.Id.ToString()))
            .Select(activity => activity.Definition.Title)
            .ToList();
        return report with
        {
            Targets = TargetsOf(window, report),
            Quality =
            [
                .. ImpactQuality.NotesOn(report, unreported, known.Values.Count(activity => IsOver(activity, window))),
            ],
        };
    }

    private static async Task<ImpactTally> TallyAsync(
        DateWindow window,
        IReadOnlyList<College> members,
        Dictionary<string, Activity> known,
        IFigureSource source,
        CancellationToken cancellationToken)
    {
        var tally = new ImpactTally(known, window.To);
        var read = await ManyColleges.ReadAsync(
            members.Select(college => college.Id),
            async (college, token) =>
            {
                var own = await source.CountersAsync(college, window.From, window.To, token);
                return (Counters: own, Groups: own.Count == 0 ? null : await source.YearGroupsAsync(college, window.To, token));
            },
            cancellationToken);
        foreach (var (college, (own, groups)) in read)
        {
            foreach (var counter in own)
                tally.Add(college, counter, groups!);
        }

        return tally;
    }

    /// <summary>The budget of the days: each academic year's in proportion.</summary>
    private ImpactCost? CostOf(DateWindow window, long? learners)
    {
        var budget = 0m;
        foreach (var year in Engagement.Facts.EngagementKey.Years(window.From, window.To))
        {
            if (!options.Value.Budgets.TryGetValue(year.ToString(), out var whole))
                return null;
            var days = Period.DaysBetween(
                LocalDate.Max(window.From, year.FirstDay), LocalDate.Min(window.To, year.LastDay)) + 1;
            budget += whole * days / (Period.DaysBetween(year.FirstDay, year.LastDay) + 1);
        }

        return new ImpactCost(
            decimal.Round(budget, 2), learners > 0 ? decimal.Round(budget / learners.Value, 2) : null, options.Value.Currency);
    }

    /// <summary>
    /// A year's targets, for days of one academic year: who is reached in two years is one learner, and two years'
    /// targets are no sum.
    /// </summary>
    private List<ImpactTarget> TargetsOf(DateWindow window, ImpactReport report)
    {
        if (AcademicYear.Containing(window.From) != AcademicYear.Containing(window.To)
            || !options.Value.Targets.TryGetValue(AcademicYear.Containing(window.To).ToString(), out var targets))
            return [];
        var all = new (string What, int? Target, double? Reached)[]
        {
            ("learners", targets.Learners, report.Total.Learners),
            ("encounters", targets.Encounters, report.Total.Encounters),
            ("hours", targets.Hours, report.Total.Hours),
            ("colleges", targets.Colleges, report.CollegesTakingPart),
        };
        return
        [
            .. from one in all where one.Target is not null select new ImpactTarget(
                one.What, one.Target!.Value, one.Reached),
        ];
    }

    // Whoever came to a project is told by what was handed in; of a masterclass there is nothing but who was there.
    private bool IsOver(Activity activity, DateWindow window) =>
        activity is { IsCancelled: false, Definition.Kind: ActivityKind.Masterclass }
            && activity.Definition.Occurrences().Any(occurrence =>
                WallClock.At(occurrence.End, activity.Definition.Zone) < clock.Now
                && LondonClock.DateOf(WallClock.At(occurrence.Start, activity.Definition.Zone)) is var day
                && day >= window.From && day <= window.To);

    private static bool IsIn(DateWindow window, DateTimeOffset at) =>
        LondonClock.DateOf(at) is var day && day >= window.From && day <= window.To;

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
