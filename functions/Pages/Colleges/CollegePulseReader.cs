using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>Reads the colleges' last weeks: one look at each one's counters, all at once.</summary>
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
        IEnumerable<College> colleges, CancellationToken cancellationToken) =>
        await Task.WhenAll(colleges.OrderBy(college => college.Definition.Name, StringComparer.Ordinal).Select(async college =>
        {
            var found = await counters.ReadAsync(college.Id, From, clock.Today, cancellationToken)
                .Where(WeekTally.IsEngagement)
                .ToListAsync(cancellationToken);
            LocalDate? last = found.Count == 0 ? null : found.Max(counter => counter.Date);
            return (PulseOf(college, last), (IReadOnlyList<Counter>)found);
        }));

    private CollegePulse PulseOf(College college, LocalDate? last) =>
        CollegePulse.From(college, last, From, clock.Today, options.Value.QuietDays);
}
