using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>
/// Recognisable identifiers through every dialect and every place a sender can put one, taken and refused alike; then
/// everything the app wrote, queued, logged, traced or answered is searched for them.
/// </summary>
public sealed class LeakTests
{
    // In any case, any encoding, anywhere: nothing of the app's own contains these.
    private static readonly string[] Marks = ["zaphod", "beeblebrox", "98765432"];

    private const string Mail = "zaphod.beeblebrox@utc-leeds.example.org";
    private const string Number = "98765432";

    [Fact]
    public async Task No_identifier_is_written_queued_logged_traced_or_answered()
    {
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Events.SelectMany(item => item.Tags).Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var answers = new List<string>();

        var queued = await SendEverythingAsync(app, leeds, answers);
        await app.DrainAsync();

        var state = await StateAsync(app);
        await AskForLearnerAsync(app, answers);
        answers.Add(
            await app.Manager.GetStringAsync("/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken));
        answers.Add(await app.Manager.GetStringAsync("/api/dead-letters", TestContext.Current.CancellationToken));
        Assert.Contains("A|", state, StringComparison.Ordinal);
        Assert.NotEmpty(queued);
        AssertClean("storage", state);
        AssertClean("storage after a learner was exported and erased", await StateAsync(app));
        AssertClean("queue", string.Join('\n', queued));
        AssertClean("log", string.Join('\n', app.Log.Lines));
        AssertClean(
            "trace",
            string.Join('\n', traces.Where(trace => !trace.Contains("/xapi/", StringComparison.Ordinal) || !trace.Contains("statementId", StringComparison.Ordinal))));

        // An accepted delivery is named to its own sender by the id it came with, as the contract has it.
        AssertClean(
            "answer",
            string.Join('\n', answers).Replace("\"delivery\":\"zaphod-beeblebrox-98765432\"", "", StringComparison.Ordinal));
    }

    /// <summary>A learner's rights take an identifier too, and a manager may put one anywhere.</summary>
    private static async Task AskForLearnerAsync(AppUnderTest app, List<string> answers)
    {
        foreach (var (college, learner) in new[] { ("utc-leeds", Mail), ("utc-leeds", Number), ("utc-nowhere", Mail), (Number, Mail) })
        {
            foreach (var what in new[] { "export", "erase" })
                answers.Add(await AnswerAsync(await app.Manager.PostAsync(
                    $"/api/learners/{what}",
                    new StringContent($$"""{"college":"{{college}}","learner":"{{learner}}"}""", Encoding.UTF8, "application/json"))));
        }

        foreach (var path in new[] { "/api/audit", "/api/privacy/evidence", "/api/privacy/evidence?format=html", "/api/privacy/retention", "/api/engagement?by=elsewhere", "/api/reports/impact?format=csv" })
            answers.Add(await AnswerAsync(await app.Manager.GetAsync(path)));
    }

    private static async Task<List<string>> SendEverythingAsync(
        AppUnderTest app, CollegeSystem leeds, List<string> answers)
    {
        foreach (var learner in new[] { Mail, Number, $"mailto:{Mail.ToUpperInvariant()}" })
        {
            answers.Add(
                await AnswerAsync(await leeds.SendAsync(Batch(learner, "viewed"), CollegeSystem.Batch, $"{Mail.Split('@')[0].Replace('.', '-')}-{Number}")));
            answers.Add(await AnswerAsync(await leeds.SendAsync(Batch(learner, "nothing"), CollegeSystem.Batch)));
        }

        // The same id with other content, a body that stops in the middle of a name, and one nobody signed.
        answers.Add(
            await AnswerAsync(await leeds.SendAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Batch(Mail, "viewed")).Replace("\"minutes\":5", "\"minutes\":6", StringComparison.Ordinal)), CollegeSystem.Batch)));
        answers.Add(await AnswerAsync(await leeds.SendAsync(Batch(Mail, "viewed")[..400], CollegeSystem.Batch)));
        answers.Add(
            await AnswerAsync(await leeds.SendAsync(Batch(Mail, "viewed"), CollegeSystem.Batch, change: request => request.Headers.Remove("webhook-signature"))));
        answers.Add(await AnswerAsync(await leeds.SendAsync(Encoding.UTF8.GetBytes($$"""{"resource":"r","learner":"{{Mail}}","{{Mail}}":1}"""), "application/json", change: request =>
        {
            foreach (var (name, value) in new[] { ("ce-specversion", "1.0"), ("ce-id", Mail), ("ce-source", $"/people/{Mail}"), ("ce-type", "pathway.resource.viewed"), ("ce-subject", Mail), ("ce-" + Number, Mail) })
                request.Headers.Add(name, value);
        })));

        foreach (var verb in new[] { "viewed", "zaphodized-98765432", "scored" })
            answers.Add(await AnswerAsync(await XapiTests.PostAsync(app, leeds, Statement(verb))));
        answers.Add(await AnswerAsync(await XapiTests.PostAsync(app, leeds, Statement("viewed")[..300])));
        answers.Add(await AnswerAsync(await XapiTests.PostAsync(app, leeds, Statement("viewed"), user: Mail)));
        answers.Add(await AnswerAsync(await CaliperTests.PostAsync(app, leeds, CaliperTests.Envelope(
            CaliperTests.Event(1, "ViewEvent", "Viewed", $$""","group":{"name":"{{Mail}}" }""", $"https://example.edu/users/{Number}"),
            CaliperTests.Event(2, "GradeEvent", $"98765432{Mail}")))));
        answers.Add(await AnswerAsync(await CaliperTests.PostAsync(app, leeds, CaliperTests.Envelope($$"""{"{{Mail}}":"""))));
        var queue = app.Storage.Queue(queues => queues.Facts);
        return
        [
            .. (await queue.PeekMessagesAsync(32, TestContext.Current.CancellationToken)).Value.Select(
                message => message.Body.ToString()),
        ];
    }

    private static byte[] Batch(string learner, string what) => CollegeSystem.Body(
        new { specversion = "1.0", id = $"{learner}-1", source = $"/people/{Mail}", type = $"pathway.resource.{what}", subject = Mail, data = new { resource = $"https://moodle.utc-leeds.example.org/mod/page/view.php?id=3&user={Mail}#{Number}", learner, minutes = 5, name = "Zaphod Beeblebrox", pupil = new { Number } } },
        new { specversion = "1.0", id = $"{learner}-2", source = "/s", type = "pathway.resource.viewed", data = new { resource = $"https://moodle.utc-leeds.example.org/user/view.php?id={Number}", learner } },
        new { specversion = "1.0", id = $"{learner}-3", source = "/s", type = "pathway.resource.viewed", data = new { resource = $"https://{Number}:zaphod@moodle.utc-leeds.example.org/page?id={Mail}", learner } },
        new { specversion = "1.0", id = $"{learner}-5", source = "/s", type = "pathway.project.submitted", data = new { activity = "https://utc-my.sharepoint.com/personal/zaphod_beeblebrox_utc-leeds_example_org/Documents/x", learner } },
        new { specversion = "1.0", id = $"{learner}-4", source = "/s", type = "pathway.learner.enrolled", data = new { learner, aliases = new[] { Number, $"https://moodle.utc-leeds.example.org|{Number}" }, yearGroup = 12 } });

    private static string Statement(string verb) => $$$"""
        {"actor":{"mbox":"mailto:{{{Mail}}}","name":"Zaphod Beeblebrox"},"verb":{"id":"http://example.org/verbs/{{{verb}}}","display":{"en":"{{{Mail}}}" } },
         "object":{"id":"https://moodle.utc-leeds.example.org/page?id=1&user={{{Number}}}","definition":{"name":{"en":"{{{Mail}}}" } } },
         "result":{"response":"{{{Mail}}}" },"context":{"instructor":{"mbox":"mailto:{{{Mail}}}" },"registration":"{{{Number}}}"},"{{{Mail}}}":"{{{Number}}}"}
        """;

    private static async Task<string> AnswerAsync(HttpResponseMessage response)
    {
        using (response)
            return $"{(int)response.StatusCode} {response.Headers} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    private static async Task<string> StateAsync(AppUnderTest app)
    {
        var text = new StringBuilder();
        foreach (var table in Enum.GetValues<StorageTable>())
        {
            await foreach (var row in app.Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
                text.AppendLine(
                    string.Join(' ', row.Select(column => $"{column.Key}={(column.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : JsonSerializer.Serialize(column.Value))}")));
        }

        foreach (var container in Enum.GetValues<StorageContainer>())
        {
            await foreach (var blob in app.Storage.Container(container).GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
                text.AppendLine(blob.Name).AppendLine(
                    (await app.Storage.Container(container).GetBlobClient(blob.Name).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());
        }

        return text.ToString();
    }

    private static void AssertClean(string where, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            foreach (var mark in Marks)
                Assert.False(
                    line.Contains(mark, StringComparison.OrdinalIgnoreCase),
                    $"A mark was found in {where}: ...{line[..Math.Min(60, line.Length)]}...");
        }
    }
}
