using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Reports;

/// <summary>Puts the impact report together from counters and catalogues.</summary>
public sealed class ImpactReader(
    CollegeTable colleges,
    ActivityTable activities,
    ResourceCatalogue resources,
    CounterReader counters,
    FactsBacklogReader backlogs,
    IOptions<ReportsOptions> options,
    IOptions<ProgrammeOptions> programme)
{
    private const int CollegesAtOnce = 8;

    public async Task<ImpactReport> ReadAsync(DateWindow window, CancellationToken cancellationToken)
    {
        var members = await colleges.AllAsync(cancellationToken);
        var known = (await activities.AllAsync(cancellationToken)).ToDictionary(activity => activity.Id.ToString(), StringComparer.Ordinal);
        var library = (await resources.AllAsync(cancellationToken)).ToDictionary(resource => resource.Key.ToString(), resource => resource.Value, StringComparer.Ordinal);
        var backlog = await backlogs.ReadAsync(cancellationToken);
        var (now, before) = await TallyAsync(window, members, known, cancellationToken);
        var listed = members.Where(college => college.LeftAt is null || now.Colleges.ContainsKey(college.Id.ToString()) || before.Colleges.ContainsKey(college.Id.ToString())).ToDictionary(college => college.Id.ToString(), StringComparer.Ordinal);
        var tables = new ImpactTables(now, before, listed.Keys, (kind, key) => kind switch
        {
            "college" => listed[key].Definition.Name,
            "" => Words(key),
            ImpactKinds.Resource => library.TryGetValue(key, out var resource) ? resource.Definition.Title : key,
            _ => known.TryGetValue(key, out var activity) ? activity.Definition.Title : key,
        });
        return new ImpactReport(programme.Value.Name, Iso(window.From), Iso(window.To), new ImpactPeriod(Iso(window.Before.From), Iso(window.Before.To)), backlog.IsEmpty)
        {
            Total = tables.Total,
            Colleges = tables.Colleges,
            Kinds = tables.Kinds,
            Activities = tables.Activities,
            Resources = tables.Resources,
            HidesSmallNumbers = tables.HidesAny,
            CollegesTakingPart = members.Count(college => college.LeftAt is null),
            Sessions = now.Sessions,
            ResourcesPublished = library.Values.Count(resource => resource.Versions.Any(version => version.State == ResourceState.Published && version.DecidedAt is { } at && IsIn(window, at))),
            ResourcesUsed = now.Kinds.TryGetValue(ImpactKinds.Resource, out var used) ? used.Things.Count : 0,
            Cost = CostOf(window, tables.Total.Learners),
        };
    }

    private async Task<(ImpactTally Now, ImpactTally Before)> TallyAsync(DateWindow window, IReadOnlyList<College> members, Dictionary<string, Activity> known, CancellationToken cancellationToken)
    {
        string? KindOf(Counter counter) => counter switch
        {
            { Verb: FactVerb.Enrolled or FactVerb.Left } => null,
            { Kind: ObjectKind.Activity } => known.TryGetValue(counter.Object, out var activity) ? activity.Definition.Kind.ToString().ToLowerInvariant() : "activity",
            { Kind: ObjectKind.Resource } => ImpactKinds.Resource,
            { Kind: ObjectKind.Elsewhere } => ImpactKinds.Elsewhere,
            _ => null,
        };

        var (now, before) = (new ImpactTally(KindOf), new ImpactTally(KindOf));
        await Parallel.ForEachAsync(
            members,
            new ParallelOptions { MaxDegreeOfParallelism = CollegesAtOnce, CancellationToken = cancellationToken },
            async (college, token) =>
            {
                var own = await counters.ReadAsync(college.Id, window.Before.From, window.To, token).ToListAsync(token);
                lock (now)
                    own.ForEach(counter => (counter.Date >= window.From ? now : before).Add(college.Id, counter));
            });
        return (now, before);
    }

    /// <summary>The budget of the days: each academic year's in proportion.</summary>
    private ImpactCost? CostOf(DateWindow window, long? learners)
    {
        var budget = 0m;
        foreach (var year in EngagementKey.Years(window.From, window.To))
        {
            if (!options.Value.Budgets.TryGetValue(year.ToString(), out var whole))
                return null;
            var days = Period.DaysBetween(LocalDate.Max(window.From, year.FirstDay), LocalDate.Min(window.To, year.LastDay)) + 1;
            budget += whole * days / (Period.DaysBetween(year.FirstDay, year.LastDay) + 1);
        }

        return new ImpactCost(decimal.Round(budget, 2), learners > 0 ? decimal.Round(budget / learners.Value, 2) : null, options.Value.Currency);
    }

    private static bool IsIn(DateWindow window, DateTimeOffset at) =>
        LondonClock.DateOf(at) is var day && day >= window.From && day <= window.To;

    private static string Words(string kind) => kind switch
    {
        "total" => "All colleges",
        "masterclass" => "Masterclasses",
        "project" => "Projects",
        "competition" => "Competitions",
        ImpactKinds.Resource => "Resources",
        ImpactKinds.Elsewhere => "The colleges' own material",
        _ => "Other activities",
    };

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
