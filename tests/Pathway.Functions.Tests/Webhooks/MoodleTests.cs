using System.Net;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>
/// Statements as Moodle's log store really sends them; they lie outside the repository, so these tests skip where
/// they are not.
/// </summary>
public sealed class MoodleTests
{
    /// <summary>What each verb of Moodle's becomes, by the last part of its address: a fact's verb, or nothing.</summary>
    private static readonly Dictionary<string, FactVerb?> Becomes = new(StringComparer.Ordinal)
    {
        ["viewed"] = FactVerb.Viewed,
        ["join"] = FactVerb.Attended,
        ["attended"] = FactVerb.Attended,
        ["completed"] = FactVerb.Completed,
        ["submit"] = FactVerb.Submitted,
        ["registered"] = FactVerb.Enrolled,
        ["enrolled"] = FactVerb.Enrolled,
        ["leave"] = FactVerb.Left,
        ["Achieved"] = null,
        ["achieved"] = null,
        ["forfeited"] = null,
        ["create"] = null,
        ["delete"] = null,
        ["deleted"] = null,
        ["edited"] = null,
        ["send"] = null,
        ["searched"] = null,
        ["resumed"] = null,
        ["login"] = null,
        ["logout"] = null,
        ["scored"] = null,
        ["live"] = null,
        ["imported"] = null,
        ["unsecured"] = null,
        ["answered"] = null,
        ["unregistered"] = null,
        ["unsubscribed"] = null,
        ["commented"] = null,
        ["suspended"] = null,
        ["exceeded"] = null,
        ["start"] = null,
        ["verified"] = null,
        ["assign"] = null,
    };

    [Fact]
    public async Task All_batches_of_the_log_store_are_taken_and_each_verb_becomes_what_the_table_says()
    {
        var batches = SharedData("moodle-xapi.jsonl");
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var (expected, dropped) = (new Dictionary<FactVerb, int>(), 0);
        foreach (var statements in batches.Select(line => line.GetProperty("statements")))
        {
            using var response = await XapiTests.PostAsync(app, leeds, statements.GetRawText());
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            using var ids = JsonDocument.Parse(
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(statements.GetArrayLength(), ids.RootElement.GetArrayLength());
            foreach (var statement in statements.EnumerateArray())
            {
                var verb = statement.GetProperty("verb").GetProperty("id").GetString()!.Split('/')[^1];
                var isPerson = statement.GetProperty("object")
                    .GetProperty("id")
                    .GetString()!.Contains("user.php", StringComparison.Ordinal);
                if (Becomes[verb] is { } fact && !isPerson)
                    expected[fact] = expected.GetValueOrDefault(fact) + 1;
                else
                    dropped++;
            }
        }

        await app.DrainAsync();

        Assert.Equal(85, batches.Count);
        Assert.Equal(
            1,
            dropped - batches.SelectMany(line => line.GetProperty("statements").EnumerateArray()).Count(statement => Becomes[statement.GetProperty("verb").GetProperty("id").GetString()!.Split('/')[^1]] is null));
        var counters = await ReceiveWebhookTests.CountersAsync(app);
        Assert.All(counters, counter => Assert.Equal(ObjectKind.Elsewhere, counter.Kind));

        // The log store repeats some statements word for word under different cases; a repetition is one fact.
        var distinct = batches.SelectMany(line => line.GetProperty("statements").EnumerateArray())
            .Select(statement => statement.GetRawText())
            .ToHashSet(StringComparer.Ordinal);
        var repeated = batches.Sum(line => line.GetProperty("statements").GetArrayLength()) - distinct.Count;
        Assert.InRange(
            counters.Sum(counter => counter.Events), expected.Values.Sum() - repeated, expected.Values.Sum());
        Assert.Equal(expected.Keys.Order(), counters.Select(counter => counter.Verb).Distinct().Order());
    }

    [Fact]
    public async Task The_events_of_calipers_specification_are_taken_and_minimised()
    {
        var lines = SharedData("caliper-1.1.jsonl");
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        foreach (var line in lines)
        {
            var envelope = line.TryGetProperty("sensor", out _)
                ? line.GetRawText()
                : $$"""{"sensor":"https://example.edu/s","sendTime":"2018-11-15T11:05:01.000Z","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p1","data":[{{line.GetRawText()}}]}""";
            using var response = await CaliperTests.PostAsync(app, leeds, envelope);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        await app.DrainAsync();

        var counters = new List<Counter>();
        await foreach (var counter in app.Get<CounterReader>().ReadAsync(CollegeId.Parse("utc-leeds"), new(2018, 9, 1), new(2019, 8, 31), TestContext.Current.CancellationToken))
            counters.Add(counter);
        Assert.Equal(
            ["viewed https://example.edu 1", "viewed https://example.edu/UQVK-dsU7-Y 1", "viewed https://example.edu/etexts/201.epub 1"],
            counters.Select(counter => $"{counter.Verb.Word()} {counter.Object} {counter.Events}").Order(StringComparer.Ordinal));
    }

    internal static List<JsonElement> SharedData(string file)
    {
        for (var folder = new DirectoryInfo(Toolchain.Root).Parent; folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
                return
                [
                    .. File.ReadLines(path)
                        .Where(line => line.Length > 0)
                        .Select(line => JsonDocument.Parse(line).RootElement),
                ];
        }

        Assert.Skip($"shared/data/{file} is not beside the repository.");
        return [];
    }
}
