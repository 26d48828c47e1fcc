using System.Reflection;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Pages;
using Pathway.Functions.Tests.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>The table of who may call what, against every HTTP function there is and what it really answers.</summary>
public sealed class AccessTests
{
    private static readonly string[] Callers =
    [
        "not signed in", "signed in without a role", "the college's coordinator", "another's coordinator",
        "the manager",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_http_function_has_its_line_and_every_line_its_function()
    {
        var missing = Functions.Where(function => AccessTable.Lines.All(line => line.Function != function.Name))
            .Select(function =>
            $"Add to tests/Pathway.Functions.Tests/Privacy/AccessTable.cs: new(\"{function.Name}\", \"{function.Call}\", Managers), "
            + "with a call that reaches it and the rule it keeps: Managers, Readers, OwnReaders, HiddenFromOthers, Keyed or Anyone.");
        var stray = AccessTable.Lines.Where(line => Functions.All(function => function.Name != line.Function))
            .Select(line =>
            $"Take {line.Function} out of AccessTable.cs: there is no such HTTP function.");

        var faults = missing.Concat(stray).ToList();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Empty(
            AccessTable.Lines.GroupBy(line => line.Function, StringComparer.Ordinal).Where(lines => lines.Count() > 1).Select(lines => $"{lines.Key} is there twice."));
    }

    [Fact]
    public async Task Every_function_answers_each_caller_as_its_line_says()
    {
        await using var app = await AppUnderTest.StartAsync();
        var (resource, letter) = await ArrangeAsync(app);
        HttpClient[] callers =
        [
            app.Client,
            app.As("visitor@utc-leeds.example.org"),
            app.As("head@utc-leeds.example.org", Caller.CoordinatorRole),
            app.As("head@utc-hull.example.org", Caller.CoordinatorRole),
            app.Manager,
        ];

        // What takes things away comes last, and the manager after everybody else.
        var wrong = new List<string>();
        foreach (var line in AccessTable.Lines.OrderBy(line => line.Call.StartsWith("DELETE", StringComparison.Ordinal)))
        {
            foreach (var (caller, i) in callers.Select((caller, i) => (caller, i)))
            {
                var status = await StatusAsync(
                    caller,
                    line.IsForm,
                    line.Call.Replace("{resource}", resource, StringComparison.Ordinal).Replace("{letter}", letter, StringComparison.Ordinal));
                var expected = line.Rule.Answers[i];
                if (expected == 0 ? status is 401 or 403 or >= 500 : status != expected)
                    wrong.Add(
                        $"{line.Function} ({line.Rule.Name}) answers {status} to {Callers[i]} at {line.Call}, not {(expected == 0 ? "what it answers to whom it lets in" : expected)}.");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static async Task<(string Resource, string Letter)> ArrangeAsync(AppUnderTest app)
    {
        foreach (var college in new[] { "utc-leeds", "utc-hull", "utc-spare" })
            await app.JoinAsync(college);
        foreach (var activity in new[] { "stroke-day", "spare-day" })
            await app.PlanAsync(activity, CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-leeds" }));
        var letter = await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Facts, "nothing", "It failed.", 5, Cancellation);
        return ((await app.CreateAsync()).Text("id"), letter.Id);
    }

    private static async Task<int> StatusAsync(HttpClient caller, bool isForm, string call)
    {
        if (isForm)
        {
            // Each reader has a token from the page of a college of theirs.
            var token = await PageClient.TokenAsync(caller, "/colleges/utc-leeds/check") is { Length: > 0 } own
                ? own
                : await PageClient.TokenAsync(caller, "/colleges/utc-hull/check");
            return (int)(await PageClient.SendAsync(caller, call.Split(' ')[1], token)).Status;
        }

        using var request = new HttpRequestMessage(HttpMethod.Parse(call.Split(' ')[0]), call.Split(' ')[1]);
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Options)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await caller.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    private static IReadOnlyList<(string Name, string Call)> Functions { get; } =
    [
        .. from type in typeof(PathwayServices).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           let trigger = method.GetParameters()
               .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
               .FirstOrDefault(found => found is not null)
           where trigger is not null
           orderby function.Name
           select (function.Name, $"{trigger.Methods?.FirstOrDefault()?.ToUpperInvariant()} /{trigger.Route}"),
    ];
}
