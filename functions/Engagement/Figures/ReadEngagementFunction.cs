using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>The figures in the management API.</summary>
public sealed class ReadEngagementFunction(
    FiguresReader figures, CollegeTable colleges, ReadableColleges readable, CallerReader callers, LondonClock clock)
{
    private static readonly string[] Header = ["key", "events", "minutes", "learners"];

    // A hidden figure is there as null, so that every row has the same members.
    private static readonly JsonSerializerOptions WithNulls = new(PathwayJson.Plain) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    [Function(nameof(ReadEngagement))]
    public Task<IResult> ReadEngagement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/engagement")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var faults = new List<Fault>();
            var window = DateWindow.Read(request, clock.Today, faults);
            var by = By(request, faults);
            var form = AnswerForms.AskedBy(request);
            if (form is null or AnswerForm.Html && request.Query.ContainsKey("format"))
                faults.Add(new Fault("/format", "is json or csv."));
            if (faults.Count > 0)
                return Problem.Invalid(faults);
            var (college, refusal) = await CollegeAsync(request, caller, cancellationToken);
            if (refusal is not null)
                return refusal;

            var answer = await figures.ReadAsync(
                new FiguresQuery(college, window!.From, window.To, by), cancellationToken);
            return form == AnswerForm.Csv
                ? Csv.Answer(
                    $"engagement-{answer.From}-{answer.To}-by-{answer.By}.csv",
                    Header,
                    answer.Rows.Select(row => (IReadOnlyList<string>)[row.Key, $"{row.Events}", $"{row.Minutes}", $"{row.Learners}"]))
                : Results.Json(answer, WithNulls);
        });

    private static FiguresBy By(HttpRequest request, List<Fault> faults)
    {
        var text = request.Query["by"].ToString();
        if (text.Length == 0)
            return FiguresBy.Week;
        foreach (var by in Enum.GetValues<FiguresBy>())
        {
            if (text.Equals(by.ToString(), StringComparison.OrdinalIgnoreCase))
                return by;
        }

        faults.Add(new Fault("/by", "is one of day, week, term, verb, activity, resource, elsewhere, college."));
        return default;
    }

    /// <summary>
    /// The college asked for; a coordinator who names none means their own. A manager also reads what one that left has done.
    /// </summary>
    private async Task<(CollegeId? College, IResult? Refusal)> CollegeAsync(
        HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var (text, own) = (request.Query["college"].ToString(), await readable.ForAsync(caller, cancellationToken));
        if (text.Length == 0 && own is null)
            return (null, null);
        if (text.Length == 0)
            return own is { Count: 1 }
                ? (own.Single(), null)
                : (
                    null,
                    Problem.Forbidden("A coordinator reads the figures of one of their own colleges: name it with ?college=."));
        var isId = CollegeId.TryParse(text, out var id);
        if (own?.Contains(id) is false)
            return (null, Problem.Forbidden("A coordinator reads the figures of their own college."));
        return isId && (own is not null || await colleges.FindAsync(id, cancellationToken) is not null)
            ? (id, null)
            : (null, Problem.NotFound("There is no such college."));
    }
}
