using Pathway.Functions.Colleges;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Digests;

/// <summary>Puts the page of a week's digests together, from the week's ledger and the colleges that get one.</summary>
public sealed class DigestsReader(
    DigestSlotTable ledger, CollegeTable register, AcademicTerms terms, LondonClock clock)
{
    private const int WeeksShown = 12;

    public async Task<DigestsModel> ReadAsync(IsoWeek week, FormState form, CancellationToken cancellationToken)
    {
        var slots = DigestWeekView.From(week, (await ledger.ReadAsync(week, cancellationToken)).Values).Slots
            .ToLookup(slot => slot.College, StringComparer.Ordinal);
        var colleges = (await register.AllAsync(cancellationToken))
            .Where(college => college.LeftAt is null)
            .OrderBy(college => college.Definition.Name, StringComparer.Ordinal)
            .Select(college => (Id: college.Id.ToString(), college.Definition.Name))
            .ToList();
        var rows = colleges.Prepend((Id: SlotKey.Programme, Name: "The programme's own"))
            .Select(one => new DigestRow(one.Id, one.Name, [.. slots[one.Id]]));
        return new DigestsModel(
            week,
            DigestCalendar.IsOver(week, clock.Now),
            WeeksAround(week),
            [.. rows],
            form,
            Period.All(terms, clock.Today),
            [("", "All colleges"), .. colleges]);
    }

    private List<IsoWeek> WeeksAround(IsoWeek chosen)
    {
        var now = IsoWeek.Containing(clock.Today);
        var weeks = Enumerable.Range(0, WeeksShown).Select(back => IsoWeek.Containing(now.Monday.PlusWeeks(-back))).ToList();
        return weeks.Contains(chosen) ? weeks : [.. weeks, chosen];
    }
}
