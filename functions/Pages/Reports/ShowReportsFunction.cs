using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Reports.Encounters;
using Pathway.Functions.Reports.Impact;

namespace Pathway.Functions.Pages.Reports;

/// <summary>The reports as pages: what the API answers, for a term that is picked from a list.</summary>
[Page]
public sealed class ShowReportsFunction(
    PageDoor door,
    ImpactReader impact,
    EncounterReader encounters,
    ProgrammeReadings readings,
    TableFigures table,
    CollegeTable register,
    AcademicTerms terms,
    LondonClock clock)
{
    private const int MostRows = 100;
    private const string Excel = "xlsx";

    [Function(nameof(ShowImpact))]
    public Task<IResult> ShowImpact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/impact")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsManager(request, async visit =>
        {
            var (period, periods) = PeriodOf(request);
            var reading = await readings.OpenAsync(cancellationToken);
            var report = await impact.ReadAsync(new DateWindow(period.From, period.To), reading, cancellationToken);
            return new PageAnswer<ImpactOnPage, ImpactModel>(visit, new ImpactModel(period, periods, report, reading.At));
        });

    [Function(nameof(ShowEncounters))]
    public Task<IResult> ShowEncounters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reports/encounters")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsReader(request, async visit =>
        {
            var (period, periods) = PeriodOf(request);
            var readable = (await register.AllAsync(cancellationToken))
                .Where(college => visit.Reads(college.Id))
                .OrderBy(college => college.Definition.Name, StringComparer.Ordinal)
                .ToList();
            if (readable.Count == 0 && !visit.IsManager)
                return await PageDoor.NotFound(visit, "college");
            var wanted = readable.Find(college => college.Id.ToString() == request.Query["college"])
                ?? (visit.IsManager ? null : readable[0]);
            IFigureSource source = wanted is null ? await readings.OpenAsync(cancellationToken) : table;
            var rows = await encounters.ReadAsync(
                wanted is null ? readable : [wanted],
                new DateWindow(period.From, period.To),
                guarded: wanted is null,
                source,
                cancellationToken);
            if (request.Query["format"] == Excel)
                return await WorkbookAsync(rows, period, cancellationToken);
            var choices = readable.Select(college => (college.Id.ToString(), college.Definition.Name));
            return new PageAnswer<EncountersPage, EncountersModel>(visit, new EncountersModel(
                FormState.With(("period", period.Value), ("college", wanted?.Id.ToString() ?? "")),
                period,
                periods,
                visit.IsManager ? [("", "All colleges"), .. choices] : [.. choices],
                [.. rows.Take(MostRows)],
                Math.Max(0, rows.Count - MostRows),
                source.At,
                CsvOf(period, wanted),
                ExcelOf(period, wanted)));
        });

    private (Period Period, IReadOnlyList<Period> All) PeriodOf(HttpRequest request)
    {
        var all = Period.All(terms, clock.Today);
        return (all.FirstOrDefault(one => one.Value == request.Query["period"], all[0]), all);
    }

    private static Task<IResult> WorkbookAsync(
        IEnumerable<Encounter> rows, Period period, CancellationToken cancellationToken) =>
        XlsxAnswer.FromAsync(
            $"encounters-{LocalDatePattern.Iso.Format(period.From)}-{LocalDatePattern.Iso.Format(period.To)}.xlsx",
            EncounterCsv.Header,
            rows.Select(EncounterCsv.Row),
            cancellationToken);

    private static string ExcelOf(Period period, College? college) =>
        $"/reports/encounters?period={Uri.EscapeDataString(period.Value)}&college={college?.Id.ToString()}&format={Excel}";

    private static string CsvOf(Period period, College? college)
    {
        var days = $"from={LocalDatePattern.Iso.Format(period.From)}&to={LocalDatePattern.Iso.Format(period.To)}";
        return $"/api/reports/encounters.csv?{days}{(college is null ? "" : $"&college={college.Id}")}";
    }
}
