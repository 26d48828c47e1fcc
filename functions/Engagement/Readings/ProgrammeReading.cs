using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Readings;

/// <summary>
/// The colleges' counters as they were read for everybody, each part when it is first asked for. What was accepted and not yet
/// counted is read before all of them, so that figures which call themselves complete hold everything from before <see cref="At"/>.
/// </summary>
public sealed class ProgrammeReading : IFigureSource
{
    /// <summary>What does not fit in is read, answered and not kept.</summary>
    public const long MostBytes = 64 << 20;

    private readonly CounterReader counters;
    private readonly YearGroupReader yearGroups;
    private readonly Instant readAt;
    private readonly FactsBacklog backlog;
    private readonly ReadingRoom room = new(MostBytes);
    private readonly ReadingParts<(CollegeId College, AcademicYear Year), PackedCounters> years;
    private readonly ReadingParts<(CollegeId College, AcademicYear Year), YearGroups> groups;
    private readonly ReadingParts<CollegeId, LearnerAliases> aliases;

    /// <param name="readAt">A moment not after the reading of <paramref name="backlog"/> began.</param>
    internal ProgrammeReading(CounterReader counters, YearGroupReader yearGroups, Instant readAt, FactsBacklog backlog)
    {
        (this.counters, this.yearGroups, this.readAt, this.backlog) = (counters, yearGroups, readAt, backlog);
        years = new(room, packed => packed.Bytes);
        groups = new(room, known => known.Bytes);
        aliases = new(room, known => known.Bytes);
    }

    public Instant? At => readAt;

    /// <summary>What it takes up, in bytes.</summary>
    public long Bytes => room.Taken;

    public Task<FactsBacklog> BacklogAsync(CancellationToken cancellationToken) => Task.FromResult(backlog);

    public async Task<IReadOnlyList<Counter>> CountersAsync(
        CollegeId college, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var found = new List<Counter>();
        foreach (var year in EngagementKey.Years(first, last))
        {
            var packed = await YearAsync(college, year, LocalDate.Max(first, year.FirstDay), isAsked: true)
                .WaitAsync(cancellationToken);
            found.AddRange(packed.Unpack(first, last));
        }

        return found;
    }

    public Task<YearGroups> YearGroupsAsync(CollegeId college, LocalDate until, CancellationToken cancellationToken) =>
        GroupsAsync(college, AcademicYear.Containing(until), isAsked: true).WaitAsync(cancellationToken);

    /// <summary>Reads what was asked for in the reading before, so that whoever comes next finds it there.</summary>
    internal async Task FollowAsync(ProgrammeReading before, CancellationToken cancellationToken)
    {
        var wanted = before.years.Asked.Select(asked => (asked.Key.College, Read: (Func<Task>)(
                () => YearAsync(asked.Key.College, asked.Key.Year, asked.From, isAsked: false))))
            .Concat(before.groups.Asked.Select(asked => (asked.Key.College, Read: (Func<Task>)(
                () => GroupsAsync(asked.Key.College, asked.Key.Year, isAsked: false)))))
            .ToLookup(part => part.College, part => part.Read);
        await ManyColleges.ReadAsync(
            wanted.Select(parts => parts.Key),
            async (college, token) =>
            {
                foreach (var read in wanted[college])
                    await read().WaitAsync(token);
                return true;
            },
            cancellationToken);
    }

    private Task<PackedCounters> YearAsync(CollegeId college, AcademicYear year, LocalDate from, bool isAsked) =>
        years.GetAsync((college, year), from, isAsked, async () =>
        {
            var known = aliases.GetAsync(
                college, LocalDate.MinIsoValue, isAsked: false, () => counters.AliasesAsync(college, CancellationToken.None));
            var stored = await counters.ReadUnresolvedAsync(college, from, year.LastDay, CancellationToken.None);
            var resolve = await known;
            return PackedCounters.From([.. stored.Select(resolve.Resolve)]);
        });

    private Task<YearGroups> GroupsAsync(CollegeId college, AcademicYear year, bool isAsked) =>
        groups.GetAsync(
            (college, year),
            LocalDate.MinIsoValue,
            isAsked,
            () => yearGroups.ReadAsync(college, year.LastDay, CancellationToken.None));
}
