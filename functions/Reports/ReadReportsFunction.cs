using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Programme;
using Pathway.Functions.Reports.Encounters;
using Pathway.Functions.Reports.Impact;

namespace Pathway.Functions.Reports;

/// <summary>The reports in the management API.</summary>
public sealed class ReadReportsFunction(
    ImpactReader impact, EncounterReader encounters, CollegeTable colleges, CallerReader callers, LondonClock clock)
{
    [Function(nameof(ReadImpact))]
    public Task<IResult> ReadImpact(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/impact")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var faults = new List<Fault>();
            var window = DateWindow.Read(request, clock.Today, faults);
            var form = AnswerForms.AskedBy(request);
            if (form is null)
                faults.Add(new Fault("/format", "is json, csv or html."));
            if (faults.Count > 0)
                return Problem.Invalid(faults);
            var report = await impact.ReadAsync(window!, cancellationToken);
            return form switch
            {
                AnswerForm.Csv =>
                    Csv.Answer($"impact-{report.From}-{report.To}.csv", ImpactCsv.Header, ImpactCsv.Rows(report)),
                AnswerForm.Html =>
                    Results.Content(
                        await StaticHtml.RenderAsync<ImpactPage>(nameof(ImpactPage.Report), report), "text/html; charset=utf-8"),
                _ => Results.Json(report, ImpactCsv.WithNulls),
            };
        });

    [Function(nameof(ReadEncounters))]
    public Task<IResult> ReadEncounters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/encounters.csv")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var faults = new List<Fault>();
            if (DateWindow.Read(request, clock.Today, faults) is not { } window)
                return Problem.Invalid(faults);
            var wanted = request.Query["college"].ToString();
            var readable = (await colleges.AllAsync(cancellationToken))
                .Where(college => caller.IsManager || college.Definition.IsReadBy(caller.Mail))
                .ToList();
            var chosen = wanted.Length == 0 ? readable : readable.FindAll(college => college.Id.ToString() == wanted);
            if (chosen.Count == 0 && !caller.IsManager)
                return Problem.Forbidden("A coordinator reads the encounters of their own college.");
            if (chosen.Count == 0 && wanted.Length > 0)
                return Problem.NotFound("There is no such college.");
            var rows = await encounters.ReadAsync(
                chosen, window, guarded: caller.IsManager && wanted.Length == 0, cancellationToken);
            return Csv.Answer(
                $"encounters-{window.From:uuuu-MM-dd}-{window.To:uuuu-MM-dd}.csv", EncounterCsv.Header, rows.Select(EncounterCsv.Row));
        });
}
