using System.Text;
using System.Text.RegularExpressions;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// A coordinator calls everything there is, their own and the other college's, and follows what the answers lead to; then every
/// answer, header and error is searched for what only the other college has.
/// </summary>
public sealed partial class CrawlTests(ITestOutputHelper output)
{
    // The other college's name, its people, its learner as sent and as kept, an activity for it alone.
    private static readonly string[] Marks =
        ["Quillfeather", "quill-head", "quill-staff", "quill-tutor", "quill-only", "quill-learner", "QuillOnlyTitle"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_another_college_is_in_anything_a_coordinator_can_reach()
    {
        await using var app = await AppUnderTest.StartAsync();
        var (resource, reference, feed) = await ArrangeAsync(app);
        var head = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);
        var (open, seen, found) = (new Queue<(HttpMethod Method, string Path)>(Starts(resource, feed)), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        while (open.TryDequeue(out var next) && seen.Count < 1_000)
        {
            if (!seen.Add($"{next.Method} {next.Path}"))
                continue;
            var text = await AskAsync(head, next.Method, next.Path);
            found.AddRange(Marks.Append(reference).Where(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase))
                .Select(mark => $"{next.Method} {next.Path} tells {mark}"));
            foreach (var address in Addresses(text, app.Host.Address))
                open.Enqueue((HttpMethod.Get, address));
        }

        output.WriteLine($"{seen.Count} calls");
        Assert.True(seen.Count > 80, $"{seen.Count} calls");
        Assert.Empty(found);
    }

    /// <summary>Every function there is: as its line calls it, and the same of the other college.</summary>
    private static IEnumerable<(HttpMethod Method, string Path)> Starts(string resource, string feed) =>
    [
        (HttpMethod.Get, feed),
        .. from line in AccessTable.Lines
           let parts = line.Call.Replace("{resource}", resource, StringComparison.Ordinal)
               .Replace("{letter}", "facts~none", StringComparison.Ordinal)
               .Split(' ')
           from path in new[] { parts[1], parts[1].Replace("utc-leeds", "utc-hull", StringComparison.Ordinal), parts[1].Replace("stroke-day", "quill-day", StringComparison.Ordinal) }
           from form in new[] { "", "format=csv", "format=html", "by=college", "by=activity" }
           where form.Length == 0 || parts[0] == "GET"
           select (HttpMethod.Parse(parts[0]), form.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + form),
    ];

    private static async Task<string> AskAsync(HttpClient caller, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Options)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await caller.SendAsync(request, Cancellation);
        return $"{response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync(Cancellation)}";
    }

    private static IEnumerable<string> Addresses(string text, Uri app)
    {
        foreach (Match match in Address().Matches(text))
        {
            if (Uri.TryCreate(app, match.Value, out var address)
                && address.Host == app.Host
                && address.Port == app.Port)
                yield return address.PathAndQuery;
        }
    }

    private static async Task<(string Resource, string Reference, string Feed)> ArrangeAsync(AppUnderTest app)
    {
        var joined = await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull", new
        {
            name = "Quillfeather College",
            contacts = new[] { "quill-head@utc-hull.example.org" },
            audience = new[] { "quill-staff@utc-hull.example.org", "quill-tutor@utc-hull.example.org" },
            emailDomains = new[] { "quill-only.example.org" },
        });
        await app.PlanAsync("stroke-day", CalendarDriver.Masterclass());
        await app.PlanAsync(
            "quill-day",
            CalendarDriver.Masterclass(body => (body["title"], body["audience"]) = ("QuillOnlyTitle", new[] { "utc-hull" })));
        var resource = await app.PublishAsync();
        var hull = CollegeSystem.Known(app, "utc-hull");
        (await hull.PostAsync(
            CollegeSystem.Viewed("1", "quill-learner@utc-hull.example.org"),
            CollegeSystem.Event("2", "pathway.activity.attended", new { activity = "quill-day", learner = "quill-learner@utc-hull.example.org", minutes = 40 })))
            .Dispose();
        (await CollegeSystem.Known(app).PostAsync(CollegeSystem.Viewed("1", "jo"), CollegeSystem.Viewed("2", "sam"))).Dispose();
        await app.DrainAsync();
        var export = await LearnerScene.AskAsync(app, "export", "quill-learner@utc-hull.example.org", "utc-hull");
        return (
            resource,
            export.GetProperty("reference").GetString()!,
            new Uri(joined.GetProperty("feedUrl").GetString()!).PathAndQuery);
    }

    [GeneratedRegex("""https?://[^"'\s<>\\]+|/(?:api|resources|calendars)/[^"'\s<>\\{}]+""", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
