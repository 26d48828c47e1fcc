using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.RegularExpressions;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Programme;

/// <summary>What the app counts is what happened. Alone, for the meter is one for the whole process.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed partial class InstrumentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliveries_facts_and_refusals_are_counted_as_they_happen()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await app.DrainAsync();
        using var counted = new Measurements();

        (await leeds.PostAsync(CollegeSystem.Viewed("1"), CollegeSystem.Viewed("2"))).EnsureSuccessStatusCode();
        (await leeds.PostAsync(CollegeSystem.Viewed("2"))).EnsureSuccessStatusCode();
        (await leeds.PostAsync(CollegeSystem.Event(
            "3", "pathway.resource.viewed", new { resource = "r", learner = "x@utc-leeds.example.org", colour = 1 })))
            .EnsureSuccessStatusCode();
        using var unsigned = await leeds.SendAsync(
            CollegeSystem.Body(CollegeSystem.Viewed("4")),
            CollegeSystem.Batch,
            change: request => request.Headers.Remove("webhook-signature"));
        using var unknown = await app.Client.PostAsync("/api/webhooks/utc-nowhere", new StringContent("[]"), Cancellation);
        await app.DrainAsync();

        Assert.Equal(3, counted.Sum("pathway.deliveries.accepted", "cloudevents"));
        Assert.Equal(2, counted.Sum("pathway.deliveries.refused"));
        Assert.Equal(1, counted.Sum("pathway.deliveries.refused", "unknown"));
        Assert.Equal(1, counted.Sum("pathway.fields.dropped", "cloudevents"));
        Assert.Equal((3, 1), (counted.Sum("pathway.facts", "new"), counted.Sum("pathway.facts", "repeated")));
        var facts = app.Storage.QueueNames.Facts;
        Assert.Equal(3, counted.Count("messaging.process.duration", facts));
        Assert.Equal(3, counted.Count("pathway.queue.wait", facts));
        Assert.DoesNotContain(counted.Tags, tag => tag.Contains("leeds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mails_digests_and_how_far_the_calendar_lags_are_counted_as_they_happen()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero) });
        await app.JoinAsync("utc-leeds");
        await app.DrainAsync();
        using var counted = new Measurements();

        using var put = await app.Manager.PutAsJsonAsync(
            "/api/activities/hospital-ai",
            new { kind = "masterclass", title = "Hospital AI", start = "2026-12-02T10:00:00", end = "2026-12-02T11:00:00" },
            Cancellation);
        put.EnsureSuccessStatusCode();
        app.Time.Advance(TimeSpan.FromSeconds(30));
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromHours(2));
        await app.Host.InvokeAsync("SendDigests", cancellationToken: Cancellation);
        await app.DrainAsync();
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        app.Time.Advance(TimeSpan.FromMinutes(3));
        using var health = await app.Client.GetAsync("/api/health", Cancellation);

        Assert.Equal(2, counted.Sum("pathway.mails", "create"));
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "invite"));
        Assert.Equal(app.Graph.Mail.Count(mail => mail.Kind == "message"), counted.Sum("pathway.mails", "digest"));
        Assert.Equal(2, counted.Sum("pathway.digests", "sent"));
        Assert.Equal(30, counted.Last("pathway.calendar.sync.lag"));
        Assert.Equal(180, counted.Last("pathway.calendar.age"));
        Assert.Equal(0, counted.Last("pathway.queue.age", app.Storage.QueueNames.Facts));
    }

    [Fact]
    public void Each_is_in_the_guide_with_what_to_do_and_the_guide_names_no_other()
    {
        var guide = File.ReadAllText(Path.Combine(Toolchain.Root, "docs", "operate.md"));
        var told = Named().Matches(guide).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

        Assert.Equal(Names.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_workbook_asks_for_none_that_is_not_there()
    {
        var workbook = File.ReadAllText(Path.Combine(Toolchain.Root, "infra", "workbook.json"));
        var asked = Asked().Matches(workbook).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(Names, StringComparer.Ordinal));
    }

    [Fact]
    public void There_is_one_meter_and_one_source() =>
        Assert.All(Instruments, instrument => Assert.Same(Telemetry.Meter, instrument.Meter));

    private static IEnumerable<Instrument> Instruments => typeof(Instruments).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<Instrument>();

    private static IEnumerable<string> Names => Instruments.Select(instrument => instrument.Name).Append("http.client.request.duration");

    [GeneratedRegex(@"^\| `((?:pathway|messaging|http\.client)\.[a-z._]+)`", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex(@"[^\[]'((?:pathway|messaging|http\.client)\.[a-z._]+)'", RegexOptions.NonBacktracking)]
    private static partial Regex Asked();

    private sealed class Measurements : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, double Value, string[] Tags)> all = new();
        private readonly MeterListener listener = new();

        public Measurements()
        {
            listener.InstrumentPublished = (instrument, hearing) =>
            {
                if (instrument.Meter == Telemetry.Meter)
                    hearing.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
            listener.Start();
        }

        public IEnumerable<string> Tags => all.SelectMany(measured => measured.Tags);

        public double Sum(string name, string? tag = null) => Of(name, tag).Sum(measured => measured.Value);

        public int Count(string name, string tag) => Of(name, tag).Count();

        public double Last(string name, string? tag = null) => Of(name, tag).Last().Value;

        public void Dispose() => listener.Dispose();

        private IEnumerable<(string Name, double Value, string[] Tags)> Of(string name, string? tag) =>
            all.Where(measured => measured.Name == name && (tag is null || measured.Tags.Contains(tag, StringComparer.Ordinal)));

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            all.Enqueue((instrument.Name, value, [.. tags.ToArray().Select(tag => $"{tag.Value}")]));
    }
}
