using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NodaTime;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Tests.Calendars.Series;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Activities.Series;

public sealed class RepetitionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"every":"month","times":3}""", "/repeats/every")]
    [InlineData("""{"times":3}""", "/repeats/every")]
    [InlineData("""{"every":"week"}""", "/repeats")]
    [InlineData("""{"every":"week","times":3,"until":"2027-02-02"}""", "/repeats")]
    [InlineData("""{"every":"week","times":1}""", "/repeats/times")]
    [InlineData("""{"every":"week","times":201}""", "/repeats/times")]
    [InlineData("""{"every":"week","times":120}""", "/repeats/times")]
    [InlineData("""{"every":"week","until":"2027-01-12"}""", "/repeats/until")]
    [InlineData("""{"every":"week","until":"February"}""", "/repeats/until")]
    [InlineData("""{"every":"week","until":"2030-01-12"}""", "/repeats/until")]
    [InlineData("""{"every":"week","times":3,"on":"wednesday"}""", "/repeats/on")]
    [InlineData("""{"every":"week","times":3,"on":["tuesday","doomsday"]}""", "/repeats/on")]
    [InlineData("""{"every":"week","times":3,"on":2}""", "/repeats/on")]
    [InlineData("""{"every":"week","times":3,"except":["half-term"]}""", "/repeats/except/0")]
    [InlineData("""{"every":"week","times":2,"except":["2027-01-12","2027-01-19"]}""", "/repeats/except")]
    [InlineData("""{"every":"week","times":3,"moved":[{"date":"2027-01-20","start":"2027-01-21T10:00:00"}]}""", "/repeats/moved/0/date")]
    [InlineData("""{"every":"week","times":3,"moved":[{"date":"2027-01-19","start":"soon"}]}""", "/repeats/moved/0/start")]
    [InlineData("""{"every":"week","times":3,"moved":[{"date":"2027-01-19","start":"2027-01-26T10:00:00"}]}""", "/repeats/moved/0/start")]
    [InlineData(
        """{"every":"week","times":3,"moved":[{"date":"2027-01-19","start":"2027-01-20T10:00:00","end":"2027-01-20T09:00:00"}]}""",
        "/repeats/moved/0/end")]
    public async Task What_makes_no_series_is_refused_by_its_field(string repeats, string path)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var given = JsonDocument.Parse(repeats);
        using var answer = await PutAsync(app, SeriesDriver.Term(body => body["repeats"] = given.RootElement));

        Assert.Equal((HttpStatusCode.BadRequest, path), (answer.StatusCode, await FirstPathAsync(answer)));
    }

    [Fact]
    public async Task An_answer_sent_back_changes_nothing_and_holidays_may_be_given_whole()
    {
        await using var app = await AppUnderTest.StartAsync();
        string[] halfTerm = ["2027-02-15", "2027-02-16", "2027-02-17", "2027-02-18", "2027-02-19"];
        using var put = await PutAsync(app, SeriesDriver.Term(body => body["repeats"] = SeriesDriver.Repeats(
            halfTerm, [SeriesDriver.Moved("2027-03-02", "2027-03-03T14:00:00")])));

        var view = await app.ActivityAsync("skills");
        using var again = await PutAsync(app, view);

        Assert.Equal("\"1\"", again.Headers.ETag!.ToString());
        Assert.Equal(["tuesday"], view.GetProperty("repeats").GetProperty("on").EnumerateArray().Select(day => day.GetString()));
        Assert.Equal(11, await HeldAsync(app));
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_of_a_series_and_null_makes_it_single()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var put = await PutAsync(app, SeriesDriver.Term());

        using var shorter = await app.Manager.PatchAsJsonAsync(
            "/api/activities/skills", new { repeats = new { times = 5 } }, Cancellation);
        var five = await HeldAsync(app);
        using var nothing = new StringContent("""{"repeats":null}""", Encoding.UTF8, "application/merge-patch+json");
        using var single = await app.Manager.PatchAsync("/api/activities/skills", nothing, Cancellation);

        Assert.Equal((5, 1), (five, await HeldAsync(app)));
    }

    [Fact]
    public async Task Dates_are_listed_with_their_state_and_a_date_that_is_none_is_not_found()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var put = await PutAsync(app, SeriesDriver.Term(body => body["repeats"] = SeriesDriver.Repeats(
            moved: [SeriesDriver.Moved("2027-03-30", "2027-03-31T14:00:00")])));

        var dates = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/skills/occurrences", Cancellation);
        using var none = await app.Manager.DeleteAsync("/api/activities/skills/occurrences/2027-01-13", Cancellation);
        using var stale = await Conditional(app, "\"7\"");
        using var crossing = await app.Manager.PutAsJsonAsync(
            "/api/activities/skills/occurrences/2027-03-23", new { start = "2027-03-31T10:00:00" }, Cancellation);

        var items = dates.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["2027-01-12 planned", "2027-02-16 cancelled", "2027-03-30 moved"],
            new[] { items[0], items[5], items[11] }.Select(item => $"{item.GetProperty("date")} {item.GetProperty("state")}"));
        Assert.Equal("2027-03-31T14:00:00+01:00", items[11].GetProperty("start").GetString());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.PreconditionFailed), (none.StatusCode, stale.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, "/start"), (crossing.StatusCode, await FirstPathAsync(crossing)));
    }

    [Fact]
    public void Every_other_week_counts_from_the_week_of_the_first_date()
    {
        var pattern = WeeklyPattern.Times(
            2, [IsoDayOfWeek.Thursday, IsoDayOfWeek.Monday], new LocalDate(2027, 1, 14), 4)!;

        Assert.Equal(
            ["2027-01-14", "2027-01-25", "2027-01-28", "2027-02-08"],
            pattern.Dates().Select(NodaTime.Text.LocalDatePattern.Iso.Format));
        Assert.Equal(pattern.ToString(), WeeklyPattern.Parse(pattern.ToString())!.ToString());
        Assert.Null(WeeklyPattern.Until(1, [IsoDayOfWeek.Monday], new LocalDate(2027, 1, 12), new LocalDate(2027, 1, 13)));
    }

    private static async Task<HttpResponseMessage> PutAsync(AppUnderTest app, object body) =>
        await app.Manager.PutAsJsonAsync("/api/activities/skills", body, Cancellation);

    private static async Task<HttpResponseMessage> Conditional(AppUnderTest app, string match)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/activities/skills/occurrences/2027-01-19");
        request.Headers.TryAddWithoutValidation("If-Match", match);
        return await app.Manager.SendAsync(request, Cancellation);
    }

    private static async Task<int> HeldAsync(AppUnderTest app) =>
        (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/skills/occurrences", Cancellation)).GetProperty("items")
            .EnumerateArray().Count(item => item.GetProperty("state").GetString() != "cancelled");

    private static async Task<string?> FirstPathAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors")[0].GetProperty("path").GetString();
}
