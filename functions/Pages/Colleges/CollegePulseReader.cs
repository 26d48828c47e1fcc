using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>Reads the colleges' last weeks.</summary>
public sealed class CollegePulseReader(CounterReader counters, LondonClock clock, IOptions<DigestsOptions> options)
{
    // The last full week, the four it is compared with, and this one so far.
    public LocalDate From => WeekTally.FirstDay(DigestCalendar.LastFullWeek(clock.Now));

    /// <summary>The pulses alone, for a page that shows no figures.</summary>
    public async Task<IReadOnlyList<CollegePulse>> ReadPulsesAsync(
        IEnumerable<College> colleges, CancellationToken cancellationToken) =>
        await Task.WhenAll(colleges.OrderBy(college => college.Definition.Name, StringComparer.Ordinal).Select(
            async college => PulseOf(
                college,
                await counters.LastDayAsync(
                    college.Id, From, clock.Today, WeekTally.IsEngagement, cancellationToken))));

    public async Task<IReadOnlyList<(CollegePulse Pulse, IReadOnlyList<Counter> Counters)>> ReadAsync(
        IReadOnlyCollection<College> colleges, IFigureSource source, CancellationToken cancellationToken)
    {
        var read = await ManyColleges.ReadAsync(
            colleges.Select(college => college.Id),
            (college, token) => source.CountersAsync(college, From, clock.Today, token),
            cancellationToken);
        return
        [
            .. from college in colleges.OrderBy(college => college.Definition.Name, StringComparer.Ordinal)
               let own = read[college.Id].Where(WeekTally.IsEngagement).ToList()
               select (PulseOf(college, own.Count == 0 ? null : own.Max(counter => counter.Date)), (IReadOnlyList<Counter>)own),
        ];
    }

    private CollegePulse PulseOf(College college, LocalDate? last) =>
        CollegePulse.From(college, last, From, clock.Today, options.Value.QuietDays);
}
