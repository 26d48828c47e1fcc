using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// A college in which Jo did a good deal, under three names and over two academic years, and Sam some of it with her.
/// </summary>
internal static class LearnerScene
{
    public const string Jo = "jo@utc-leeds.example.org";
    public const string JoInMoodle = "https://moodle.example.org|41";
    public const string JoInTheMis = "0041";
    public const string Sam = "sam@utc-leeds.example.org";

    /// <summary>Facts of Jo: enrolled, viewed three times, completed, rated, and a project handed in with Sam.</summary>
    public const int FactsOfJo = 7;

    public static async Task<AppUnderTest> StartAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        return app;
    }

    public static async Task ArrangeAsync(AppUnderTest app)
    {
        var leeds = await CollegeSystem.JoinAsync(app);
        (await leeds.PostAsync(
            CollegeSystem.Event(
                "1",
                "pathway.learner.enrolled",
                new { learner = Jo, aliases = new[] { JoInMoodle, JoInTheMis }, yearGroup = 12 },
                "2025-09-03T10:00:00Z"),
            CollegeSystem.Viewed("2", Jo, time: "2026-06-24T10:00:00Z"),
            CollegeSystem.Viewed("3", JoInMoodle),
            CollegeSystem.Event(
                "4",
                "pathway.resource.completed",
                new { resource = "stroke-pathways", learner = JoInTheMis, minutes = 25 }),
            CollegeSystem.Event(
                "5", "pathway.feedback.given", new { activity = "stroke-day", learner = Jo, rating = 5 }),
            CollegeSystem.Event("6", "pathway.project.submitted", new { activity = "triage-project", learners = new[] { Jo, Sam } }))).Dispose();
        (await leeds.PostAsync(
            CollegeSystem.Viewed("7", Jo),
            CollegeSystem.Viewed("8", Sam),
            CollegeSystem.Event("9", "pathway.feedback.given", new { activity = "stroke-day", learner = Sam, rating = 2 }))).Dispose();
        await app.DrainAsync();
    }

    public static async Task<JsonElement> AskAsync(
        AppUnderTest app, string what, string learner, string college = "utc-leeds")
    {
        using var response = await PostAsync(app.Manager, what, college, learner);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> PostAsync(
        HttpClient caller, string what, string? college, string? learner) =>
        caller.PostAsJsonAsync(
            $"/api/learners/{what}", new { college, learner }, TestContext.Current.CancellationToken);

    public static (int Facts, int Counters, int Aliases) Counts(JsonElement answer) =>
        (answer.GetProperty("facts").GetInt32(), answer.GetProperty("counters").GetInt32(), answer.GetProperty("aliases").GetInt32());
}
