using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pathway.Functions.Engagement.Facts;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>
/// What platforms really send, as it lies in the shared cases: everything of it counts, and what an alias names
/// counts for its thing.
/// </summary>
public sealed partial class SharedDialectTests
{
    public static TheoryData<string> Cases =>
        SharedCases.With("xapi", "caliper", "ce", "alias") is { Count: > 0 } cases
            ? [.. cases.Select(one => Path.GetFileName(one.Folder))]
            : [""];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_event_counts_for_the_thing_it_is_about(string name)
    {
        Assert.SkipUnless(SharedCases.AreThere, "The shared cases are not on this machine.");
        var folder = SharedCases.Folder(name)!;
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var aliases = await PublishAsync(app, folder);

        var sent = new List<(string Object, double Minutes)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(file => Path.GetFileName(file) != "resource.json"))
        {
            var body = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            using var answer = await SendAsync(app, leeds, Path.GetFileNameWithoutExtension(file), body);
            Assert.True(
                answer.IsSuccessStatusCode,
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            sent.AddRange(ObjectsIn(JsonDocument.Parse(body).RootElement));
        }

        await app.DrainAsync();
        var counters = await ReceiveWebhookTests.CountersAsync(app);
        Assert.Equal(sent.Count, counters.Sum(counter => counter.Events));
        Assert.Equal(
            sent.Count(thing => aliases.Contains(thing.Object)),
            counters.Where(counter => counter.Kind == ObjectKind.Resource).Sum(counter => counter.Events));
        Assert.Equal(
            sent.Select(thing => thing.Object).Distinct().Count(),
            counters.Select(counter => counter.Object).Distinct().Count());
        Assert.Equal(sent.Sum(thing => thing.Minutes), counters.Sum(counter => counter.Minutes));
    }

    private static async Task<IReadOnlyList<string>> PublishAsync(AppUnderTest app, string folder)
    {
        var readme = await File.ReadAllTextAsync(
            Path.Combine(folder, SharedCases.Readme), TestContext.Current.CancellationToken);
        var given = File.Exists(Path.Combine(folder, "resource.json"))
            ? await File.ReadAllTextAsync(Path.Combine(folder, "resource.json"), TestContext.Current.CancellationToken)
            : Aliases().Match(readme) is { Success: true } match
                ? $$"""{"title":"A","kind":"video","fileName":"a.pdf","contentType":"application/pdf","aliases":{{match.Groups[1].Value}}}"""
                : null;
        if (given is null)
            return [];
        using var answer = await app.Manager.PostAsync(
            "/api/resources",
            new StringContent(given, Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        Assert.True(
            answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return
        [
            .. JsonDocument.Parse(given).RootElement
                .GetProperty("aliases")
                .EnumerateArray()
                .Select(alias => alias.GetString()!),
        ];
    }

    private static Task<HttpResponseMessage> SendAsync(
        AppUnderTest app, CollegeSystem leeds, string kind, string body) =>
        kind switch
        {
            "statements" => XapiTests.PostAsync(app, leeds, body),
            "envelope" => CaliperTests.PostAsync(app, leeds, body),
            _ => leeds.SendAsync(Encoding.UTF8.GetBytes(body), CollegeSystem.Single),
        };

    // What the file says, by a reader of its own: the object of a statement or an event, or the work that an attempt is of.
    private static IEnumerable<(string Object, double Minutes)> ObjectsIn(JsonElement body)
    {
        var events = body.ValueKind == JsonValueKind.Array ? body.EnumerateArray().ToList()
            : body.TryGetProperty("sensor", out _) ? body.GetProperty("data").EnumerateArray().ToList()
            : [body];
        foreach (var one in events)
        {
            var thing = one.TryGetProperty("object", out var about) ? about : one.GetProperty("data");
            while (thing.TryGetProperty("assignable", out var work))
                thing = work;
            var minutes = one.TryGetProperty("result", out var result)
                && result.TryGetProperty("duration", out var duration)
                && Duration().Match(duration.GetString()!) is { Success: true } match
                ? (int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) * 60) + int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)
                : 0;
            yield return ((thing.TryGetProperty("id", out var id) ? id : thing.GetProperty("resource")).GetString()!, minutes);
        }
    }

    [GeneratedRegex(@"aliases (\[[^\]]*\])", RegexOptions.NonBacktracking)]
    private static partial Regex Aliases();

    [GeneratedRegex(@"T([0-9]+)H([0-9]+)M", RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}
