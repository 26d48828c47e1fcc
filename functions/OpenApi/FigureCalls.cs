using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Reports;
using Pathway.Functions.Reports.Impact;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>Figures and reports.</summary>
internal static class FigureCalls
{
    private const string Tag = "Figures";

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ReadEngagementFunction.ReadEngagement)] = new(
            Tag,
            ApiAccess.Reader,
            "Events, minutes and learners; where they cross colleges rounded, small ones null, "
                + "for the week, term or year around the days")
        {
            Query =
            [
                ApiQuery.College, ApiQuery.From, ApiQuery.To, ApiQuery.FormatOf("json", "csv"),
                new("by", "What the rows are.", "activity")
                {
                    Values = ["day", "week", "term", "verb", "activity", "resource", "elsewhere", "college"],
                },
            ],
            Answers = [Json<FiguresTable>("The figures."), new(200, "The figures.", null, "text/csv")],
        },
        [nameof(ReadReportsFunction.ReadImpact)] = new(
            Tag, ApiAccess.Manager, "The funder's report, compared with the same days a year before")
        {
            Query = [ApiQuery.From, ApiQuery.To, ApiQuery.FormatOf("json", "csv", "html")],
            Answers =
            [
                Json<ImpactReport>("The report."),
                new(200, "The report.", null, "text/csv"),
                new(200, "The report.", null, "text/html"),
            ],
        },
        [nameof(ReadReportsFunction.ReadEncounters)] = new(
            Tag, ApiAccess.Reader, "Encounters with employers as evidence for the Gatsby benchmarks")
        {
            Query = [ApiQuery.College, ApiQuery.From, ApiQuery.To],
            Answers = [new(200, "A row for each college, day, activity, proof and year group.", null, "text/csv")],
        },
    };
}
