using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement;

/// <summary>The figures in the management API.</summary>
public sealed class ReadEngagementFunction(FiguresReader figures, CollegeRegister colleges, CallerReader callers, LondonClock clock)
{
    private static readonly string[] Header = ["key", "events", "minutes", "learners"];

    // A hidden figure is there as null, so that every row has the same members.
    private static readonly JsonSerializerOptions WithNulls = new(PathwayJson.Plain) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    [Function(nameof(ReadEngagement))]
    public Task<IResult> ReadEngagement([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/engagement")] HttpRequest request, CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var faults = new List<Fault>();
            var window = DateWindow.Read(request, clock.Today, faults);
            var by = By(request, faults);
            var form = AnswerForms.Of(request);
            if (form is null or AnswerForm.Html && request.Query.ContainsKey("format"))
                faults.Add(new Fault("/format", "is json or csv."));
            if (faults.Count > 0)
                return Problem.Invalid(faults);
            var (college, refusal) = await CollegeAsync(request, caller, cancellationToken);
            if (refusal is not null)
                return refusal;

            var answer = await figures.ReadAsync(new FiguresQuery(college, window!.From, window.To, by), cancellationToken);
            return form == AnswerForm.Csv
                ? Csv.Answer($"engagement-{answer.From}-{answer.To}-by-{answer.By}.csv", Header, answer.Rows.Select(row => (IReadOnlyList<string>)[row.Key, $"{row.Events}", $"{row.Minutes}", $"{row.Learners}"]))
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

    /// <summary>The college asked for; a coordinator who names none means their own.</summary>
    private async Task<(CollegeId? College, IResult? Refusal)> CollegeAsync(HttpRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var text = request.Query["college"].ToString();
        if (text.Length == 0 && caller.IsManager)
            return (null, null);
        if (text.Length == 0)
        {
            var own = (await colleges.AllAsync(cancellationToken)).Where(college => college.Definition.IsReadBy(caller.Mail)).ToList();
            return own.Count == 1 ? (own[0].Id, null) : (null, Problem.Forbidden("A coordinator reads the figures of one of their own colleges: name it with ?college=."));
        }

        var found = CollegeId.TryParse(text, out var id) ? await colleges.FindAsync(id, cancellationToken) : null;
        if (!caller.IsManager && found?.Definition.IsReadBy(caller.Mail) is not true)
            return (null, Problem.Forbidden("A coordinator reads the figures of their own college."));
        return found is null ? (null, Problem.NotFound("There is no such college.")) : (id, null);
    }
}
