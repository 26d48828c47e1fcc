using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>What a preview says of a series is held against what the simulated Exchange then mails.</summary>
public sealed class SeriesPreviewTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_term_is_one_mail_a_person_and_told_as_a_term()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        var preview = await PreviewAsync(app, SeriesDriver.Term());
        await app.PlanAsync("skills", SeriesDriver.Term());

        Assert.Equal(app.Graph.Mail.Count, preview.GetProperty("mails").GetProperty("total").GetInt32());
        Assert.Equal(
            "Clinical skills: Tue 12 January 2027, 14:00 to 15:00, 11 times until Tue 30 March 2027, in Teams.",
            preview.GetProperty("colleges")[0].GetProperty("sees").GetString());
    }

    [Theory]
    [InlineData("called off", "2026-11-25")]
    [InlineData("called off", "2027-02-20")]
    [InlineData("moved", "2026-11-25")]
    [InlineData("another hour", "2026-11-25")]
    [InlineData("another hour", "2027-02-20")]
    [InlineData("held again", "2026-11-25")]
    [InlineData("another title", "2026-11-25")]
    [InlineData("single", "2026-11-25")]
    public async Task A_change_of_a_series_mails_what_its_preview_counts(string change, string day)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term());
        app.Time.SetUtcNow(DateTimeOffset.Parse($"{day}T13:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        var (before, body) = (app.Graph.Mail.Count, Changed(change));

        var counted = (await PreviewAsync(app, body)).GetProperty("mails");
        await app.PlanAsync("skills", body);

        Assert.Equal(
            new[] { "invite", "update", "cancel" }.Select(kind => $"{kind} {app.Graph.Mail.Skip(before).Count(mail => mail.Kind == kind)}"),
            new[] { "invite", "update", "cancel" }.Select(kind => $"{kind} {counted.GetProperty(kind).GetInt32()}"));
        Assert.NotEqual(before, app.Graph.Mail.Count);
    }

    private static Dictionary<string, object?> Changed(string change) => SeriesDriver.Term(body =>
    {
        switch (change)
        {
            case "called off":
                body["repeats"] = SeriesDriver.Repeats(["2027-01-26", "2027-02-16", "2027-03-02"]);
                break;
            case "moved":
                body["repeats"] = SeriesDriver.Repeats(moved: [SeriesDriver.Moved("2027-03-02", "2027-03-03T09:00:00")]);
                break;
            case "another hour":
                (body["start"], body["end"]) = ("2027-01-12T10:00:00", "2027-01-12T11:00:00");
                break;
            case "held again":
                body["repeats"] = SeriesDriver.Repeats([]);
                break;
            case "another title":
                body["title"] = "Skills in the clinic";
                break;
            default:
                body["repeats"] = null;
                break;
        }
    });

    private static async Task<JsonElement> PreviewAsync(AppUnderTest app, object body)
    {
        using var answer = await app.Manager.PostAsJsonAsync("/api/activities/skills/preview", body, Cancellation);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}
