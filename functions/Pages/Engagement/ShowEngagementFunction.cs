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

namespace Pathway.Functions.Pages.Engagement;

/// <summary>The figures as a page: what the API answers, with names and a chart.</summary>
[Page]
public sealed class ShowEngagementFunction(
    PageDoor door,
    FiguresReader figures,
    ProgrammeReadings readings,
    TableFigures table,
    FigureLines names,
    CollegeTable register,
    AcademicTerms terms,
    LondonClock clock)
{
    private const string Excel = "xlsx";

    [Function(nameof(ShowEngagement))]
    public Task<IResult> ShowEngagement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "engagement")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsReader(request, async visit =>
        {
            var choices = await ChoicesAsync(visit, cancellationToken);
            if (choices.Count == 0)
                return await PageDoor.NotFound(visit, "college");
            var chosen = choices.FirstOrDefault(choice => choice.Value == request.Query["college"], choices[0]);
            var periods = Period.All(terms, clock.Today);
            var period = periods.FirstOrDefault(one => one.Value == request.Query["period"], periods[0]);
            var by = ByOf(request.Query["by"], visit);
            CollegeId? college = CollegeId.TryParse(chosen.Value, out var id) ? id : null;
            IFigureSource source = college is null ? await readings.OpenAsync(cancellationToken) : table;
            var found = await figures.ReadAsync(
                new FiguresQuery(college, period.From, period.To, by), source, cancellationToken);
            var lines = await names.ReadAsync(found, by, visit.Dates, cancellationToken);
            if (request.Query["format"] == Excel)
                return await WorkbookAsync(found, by, lines, cancellationToken);
            var model = new EngagementModel(
                FormState.With(
                    ("by", by.ToString().ToLowerInvariant()), ("period", period.Value), ("college", chosen.Value)),
                by,
                period,
                periods,
                choices,
                chosen.Words,
                found,
                source.At,
                lines,
                CsvOf(by, period, chosen.Value),
                ExcelOf(by, period, chosen.Value));
            return new PageAnswer<EngagementPage, EngagementModel>(visit, model);
        });

    private async Task<IReadOnlyList<(string Value, string Words)>> ChoicesAsync(
        Visit visit, CancellationToken cancellationToken)
    {
        var own = (await register.AllAsync(cancellationToken))
            .Where(college => visit.Reads(college.Id) && (visit.IsManager || college.LeftAt is null))
            .OrderBy(college => college.Definition.Name, StringComparer.Ordinal)
            .Select(college => (college.Id.ToString(), college.Definition.Name));
        return visit.IsManager ? [("", "All colleges"), .. own] : [.. own];
    }

    private static FiguresBy ByOf(string? text, Visit visit) =>
        Enum.GetValues<FiguresBy>()
            .Where(by => visit.IsManager || by != FiguresBy.College)
            .FirstOrDefault(by => by.ToString().Equals(text, StringComparison.OrdinalIgnoreCase), FiguresBy.Week);

    private static Task<IResult> WorkbookAsync(
        FiguresTable found, FiguresBy by, IEnumerable<FigureLine> lines, CancellationToken cancellationToken) =>
        XlsxAnswer.FromAsync(
            $"engagement-{found.From}-{found.To}-by-{found.By}.xlsx",
            [EngagementPage.Heading(by), "Learners", "Events", "Minutes"],
            lines.Select(IReadOnlyList<string> (line) =>
                [line.Name, Number(line.Learners), Number(line.Events), Number(line.Minutes)]),
            cancellationToken);

    private static string Number(long? value) => value is null ? "hidden" : $"{value}";

    private static string ExcelOf(FiguresBy by, Period period, string college) =>
        $"/engagement?by={by.ToString().ToLowerInvariant()}&period={Uri.EscapeDataString(period.Value)}&college={college}&format={Excel}";

    private static string CsvOf(FiguresBy by, Period period, string college)
    {
        var days = $"from={LocalDatePattern.Iso.Format(period.From)}&to={LocalDatePattern.Iso.Format(period.To)}";
        var of = college.Length > 0 ? $"&college={college}" : "";
        return $"/api/engagement?{days}&by={by.ToString().ToLowerInvariant()}{of}&format=csv";
    }
}
