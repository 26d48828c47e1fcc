using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

public sealed class EraseLearnerTests
{
    [Fact]
    public async Task Takes_a_learner_out_under_every_name_and_leaves_the_sums_right()
    {
        await using var app = await LearnerScene.StartAsync();
        var before = await EngagementRows.AllAsync(app);

        // By an alias: whichever name the college has in hand finds all of it.
        var receipt = await LearnerScene.AskAsync(app, "erase", LearnerScene.JoInTheMis);

        var rows = await EngagementRows.AllAsync(app);
        Assert.Equal((LearnerScene.FactsOfJo, 6, 2), LearnerScene.Counts(receipt));
        Assert.True(receipt.GetProperty("complete").GetBoolean());
        Assert.Equal(Facts(before, app), Facts(rows, app));
        foreach (var reference in References(app))
            Assert.DoesNotContain(rows, row => Text(row).Contains(reference.ToString(), StringComparison.Ordinal));
        await EngagementRows.AssertSumsAsync(app);
    }

    [Fact]
    public async Task Erasing_again_finds_nothing_and_changes_nothing()
    {
        await using var app = await LearnerScene.StartAsync();
        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        var state = await AppState.ReadAsync(app, []);

        var again = await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        var nobody = await LearnerScene.AskAsync(app, "erase", "nobody@utc-leeds.example.org");

        Assert.Equal((0, 0, 0), LearnerScene.Counts(again));
        Assert.Equal((0, 0, 0), LearnerScene.Counts(nobody));
        Assert.Equal(state, await AppState.ReadAsync(app, []));
    }

    [Fact]
    public async Task What_a_group_did_stays_what_the_others_did()
    {
        await using var app = await LearnerScene.StartAsync();

        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        var sam = await LearnerScene.AskAsync(app, "export", LearnerScene.Sam);

        var project = Assert.Single(
            sam.GetProperty("rows").EnumerateArray(), row => row.GetProperty("word").GetString() == "submitted");
        Assert.False(project.TryGetProperty("others", out _));
        Assert.Equal((3, 3, 0), LearnerScene.Counts(sam));
    }

    [Fact]
    public async Task An_export_holds_every_row_and_the_reference_and_no_identifier()
    {
        await using var app = await LearnerScene.StartAsync();

        var export = await LearnerScene.AskAsync(app, "export", LearnerScene.Jo);

        var rows = export.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal((LearnerScene.FactsOfJo, 6, 2), LearnerScene.Counts(export));
        Assert.Equal(References(app)[0].ToString(), export.GetProperty("reference").GetString());
        Assert.Equal(
            ["alias 2", "enrolment 1", $"fact {LearnerScene.FactsOfJo}"],
            rows.GroupBy(row => row.GetProperty("row").GetString(), StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal));
        Assert.Contains(
            rows,
            row => row.GetProperty("word").GetString() == "completed" && row.GetProperty("minutes").GetInt32() == 25);
        Assert.Contains(rows, row => row.TryGetProperty("others", out var others) && others.GetInt32() == 1);
        Assert.DoesNotContain("jo@", export.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_erased_waits_in_no_dead_letter_either()
    {
        await using var app = await LearnerScene.StartAsync();
        var leeds = CollegeSystem.Known(app);
        (await leeds.PostAsync(CollegeSystem.Viewed("2", LearnerScene.Jo, "another"), CollegeSystem.Viewed("8", LearnerScene.Sam, "another"))).Dispose();
        await app.DrainAsync();

        var receipt = await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);

        var letters = await app.Manager.GetStringAsync("/api/dead-letters", TestContext.Current.CancellationToken);
        Assert.Equal(LearnerScene.FactsOfJo + 1, LearnerScene.Counts(receipt).Facts);
        Assert.Single(JsonDocument.Parse(letters).RootElement.GetProperty("items").EnumerateArray());
        Assert.DoesNotContain(
            References(app), reference => letters.Contains(reference.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_says_when_something_still_waits_to_be_recorded()
    {
        await using var app = await LearnerScene.StartAsync();
        (await CollegeSystem.Known(app).PostAsync(CollegeSystem.Viewed("10", LearnerScene.Jo))).Dispose();

        var early = await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        await app.DrainAsync();
        var late = await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);

        Assert.False(early.GetProperty("complete").GetBoolean());
        Assert.True(late.GetProperty("complete").GetBoolean());
        Assert.Equal(1, LearnerScene.Counts(late).Facts);
        await EngagementRows.AssertSumsAsync(app);
    }

    [Fact]
    public async Task A_learner_who_comes_back_is_counted_anew()
    {
        await using var app = await LearnerScene.StartAsync();
        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        var leeds = CollegeSystem.Known(app);

        (await leeds.PostAsync(CollegeSystem.Viewed("11", LearnerScene.Jo))).Dispose();
        await app.DrainAsync();

        Assert.Equal((1, 1, 0), LearnerScene.Counts(await LearnerScene.AskAsync(app, "export", LearnerScene.Jo)));
        await EngagementRows.AssertSumsAsync(app);
    }

    [Fact]
    public async Task The_identifier_is_neither_kept_nor_logged_nor_answered()
    {
        await using var app = await LearnerScene.StartAsync();
        const string Mark = "zaphod.beeblebrox";
        var answers = new List<string>();
        foreach (var what in new[] { "export", "erase" })
        {
            using var fine = await LearnerScene.PostAsync(
                app.Manager, what, "utc-leeds", $"{Mark}@utc-leeds.example.org");
            using var unknown = await LearnerScene.PostAsync(app.Manager, what, "utc-nowhere", Mark);
            using var wrong = await LearnerScene.PostAsync(app.Manager, what, Mark, Mark);
            answers.AddRange([await TextAsync(fine), await TextAsync(unknown), await TextAsync(wrong)]);
            Assert.Equal((200, 404, 400), ((int)fine.StatusCode, (int)unknown.StatusCode, (int)wrong.StatusCode));
        }

        Assert.DoesNotContain(answers, answer => answer.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Mark, await AppState.ReadAsync(app, [], withAudit: true), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, "jo", "/college")]
    [InlineData("utc-leeds", null, "/learner")]
    [InlineData("utc-leeds", " mailto: ", "/learner")]
    public async Task A_request_that_names_nobody_is_told_which_field(string? college, string? learner, string field)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await LearnerScene.PostAsync(app.Manager, "erase", college, learner);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains($"\"{field}\"", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_costs_no_more_in_a_college_five_times_as_large()
    {
        var (small, large) = (await CallsAsync(others: 100), await CallsAsync(others: 500));

        Assert.Equal(small, large);
    }

    [Fact]
    public async Task A_delivery_of_fifty_learners_is_still_one_transaction()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        (await leeds.PostAsync([.. Enumerable.Range(0, 50).Select(i => CollegeSystem.Viewed($"{i}", $"learner-{i}", $"resource-{i % 8}"))])).Dispose();
        app.Outgoing.Watch();

        await app.DrainAsync();

        Assert.Single(app.Outgoing.Calls, call => call.EndsWith("$batch", StringComparison.Ordinal));
        await EngagementRows.AssertSumsAsync(app);
    }

    /// <summary>Storage calls to erase one learner with 40 facts beside others' facts.</summary>
    private static async Task<int> CallsAsync(int others)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        (await leeds.PostAsync([.. Enumerable.Range(0, 40).Select(i => CollegeSystem.Viewed($"jo-{i}", LearnerScene.Jo, $"resource-{i % 4}"))])).Dispose();
        for (var i = 0; i < others; i += 50)
            (await leeds.PostAsync([.. Enumerable.Range(i, 50).Select(n => CollegeSystem.Viewed($"{n}", $"learner-{n}", $"resource-{n % 4}"))])).Dispose();
        await app.DrainAsync();
        app.Outgoing.Watch();
        var receipt = await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        Assert.Equal((40, 4, 0), LearnerScene.Counts(receipt));
        return app.Outgoing.Count;
    }

    /// <summary>How many facts name Sam.</summary>
    private static int Facts(List<TableEntity> rows, AppUnderTest app) =>
        rows.Count(row => row.RowKey.StartsWith("F|", StringComparison.Ordinal)
            && row.GetString("Learners").Contains(Reference(app, LearnerScene.Sam).ToString(), StringComparison.Ordinal));

    private static List<LearnerRef> References(AppUnderTest app) =>
        [.. new[] { LearnerScene.Jo, LearnerScene.JoInMoodle, LearnerScene.JoInTheMis }.Select(identifier => Reference(app, identifier))];

    private static LearnerRef Reference(AppUnderTest app, string identifier) =>
        new CollegeKeys(
            new College(
                CollegeId.Parse("utc-leeds"),
                new CollegeDefinition { Name = "Leeds" })
            { Salt = "utc-leeds.......................".Select(letter => (byte)letter).ToArray() },
            app.Get<Keyring>()).Reference(identifier);

    private static string Text(TableEntity row) =>
        string.Join(
            ' ',
            row.Select(column => column.Value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{column.Value}"));

    private static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
