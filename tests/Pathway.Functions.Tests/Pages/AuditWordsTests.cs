using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Pathway.Functions.Audit;
using Pathway.Functions.Pages.Privacy;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Privacy;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed partial class AuditWordsTests
{
    private static readonly AuditNames Nobody = new(
        new Dictionary<string, string>(StringComparer.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["utc-leeds"] = "UTC Leeds" },
        new Dictionary<string, string>(StringComparer.Ordinal),
        new BritishDates(new NodaTime.LocalDate(2026, 11, 25)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trail_is_told_as_the_manager_would_with_the_call_behind_it()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await Plans.PutAsync(app, "plan", new { title = "Masterclass 3" });
        await Plans.PutAsync(app, "plan", new { title = "Masterclass 3", start = "2026-12-10T15:00:00", end = "2026-12-10T16:00:00" });
        await Plans.PutAsync(
            app, "plan", new { title = "Masterclass 4", description = "New.", start = "2026-12-10T15:00:00", end = "2026-12-10T16:00:00" });
        await SendAsync(app, HttpMethod.Patch, "/api/colleges/utc-leeds", new { name = "UTC Leeds" });
        await SendAsync(app, HttpMethod.Patch, "/api/colleges/utc-leeds", new { contacts = new[] { "new@utc-leeds.example.org" }, eventsPerMinute = 900 });
        await SendAsync(app, HttpMethod.Post, "/api/colleges/utc-leeds/secret", null);
        await SendAsync(app, HttpMethod.Post, "/api/resources", new { title = "A worksheet", kind = "worksheet", fileName = "w.md", contentType = "text/markdown" });
        await SendAsync(app, HttpMethod.Delete, "/api/activities/plan", null);
        await SendAsync(app, HttpMethod.Delete, "/api/colleges/utc-leeds", null);

        var (_, html) = await PageClient.OpenAsync(app.Manager, "/privacy");
        var told = What().Matches(html).Select(line => line.Groups[1].Value.Trim()).ToList();

        Assert.Equal(
            [
                "took UTC Leeds out of the programme",
                "cancelled Masterclass 4",
                "added the resource A worksheet",
                "issued a new secret for UTC Leeds",
                "changed the contacts and events a minute of UTC Leeds",
                "renamed UTC-LEEDS to UTC Leeds",
                "renamed Masterclass 3 to Masterclass 4 and changed its description",
                "moved Masterclass 4 to Thu 10 December, 15:00",
                "planned Masterclass 3 for Wed 9 December, 14:00",
                "added UTC-LEEDS",
            ],
            told);
        Assert.Contains("<code>DELETE /api/activities/plan</code>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /activities/plan/nudge", "asked those who have not answered about plan")]
    [InlineData("PUT /api/activities/plan/occurrences/2026-12-09", "moved plan of Wed 9 December to another time")]
    [InlineData("DELETE /api/activities/plan/occurrences/2026-12-09", "called off plan on Wed 9 December")]
    [InlineData("POST /activities/plan/edit", "left plan as it was")]
    [InlineData("POST /api/colleges/utc-leeds/attendance", "took in a sheet of who attended at UTC Leeds")]
    [InlineData("POST /activities/plan/attendance", "took in a sheet of who attended plan")]
    [InlineData("POST /api/digests/2026-W47", "sent the digests of 16 to 22 November 2026")]
    [InlineData("POST /problems/replay", "put a piece of work that had failed back")]
    [InlineData("POST /problems/calendar", "had events that vanished from Outlook put back")]
    [InlineData("POST /api/learners/erase", "erased a learner of UTC Leeds")]
    [InlineData("POST /api/admin/backups/20261125-120000/restore", "brought data back from backup 20261125-120000")]
    [InlineData("POST /api/something/new", null)]
    [InlineData("", null)]
    public void A_call_that_notes_no_change_has_words_too(string what, string? words) =>
        Assert.Equal(words, new AuditWords(Nobody).For(Line(what)));

    [Fact]
    public void What_was_refused_is_left_as_it_was_asked()
    {
        Assert.Null(new AuditWords(Nobody).For(Line("POST /problems/replay") with { Outcome = "refused 404" }));
        Assert.Null(new AuditWords(Nobody).For(Line("POST /problems/replay") with { Outcome = null }));
    }

    [Fact]
    public void Every_call_that_changes_something_has_words()
    {
        var silent = from access in AccessTable.Lines
                     let call = access.Call.Split('?')[0]
                     let parts = call.Split(' ')
                     where access.Rule == AccessRule.Managers || access.Rule == AccessRule.OwnReaders
                     where AuditTrail.Covers(parts[0], parts[1])
                     where new AuditWords(Nobody).For(Line(call)) is null
                     select call;

        Assert.Empty(silent);
    }

    private static AuditLine Line(string what) =>
        new("2026~1", DateTimeOffset.UnixEpoch, "", AuditTable.Manager, what) { College = "utc-leeds", Outcome = "done" };

    private static async Task SendAsync(AppUnderTest app, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await app.Manager.SendAsync(request, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("data-name=\"What\">([^<]+)<", RegexOptions.NonBacktracking)]
    private static partial Regex What();
}
