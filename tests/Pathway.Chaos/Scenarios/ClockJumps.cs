using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Benchmarks;
using Pathway.Chaos.Reckoning;
using Pathway.Testing;

namespace Pathway.Chaos.Scenarios;

/// <summary>
/// The machine's clock jumps by an hour, to and fro, over the Monday morning on which the digests are due. In this process, for only here
/// can the clock be set.
/// </summary>
internal sealed class ClockJumps : IScenario
{
    private static readonly string[] Colleges = ["utc-early", "utc-late", "utc-noon"];
    private static readonly string[] Timers = ["SweepCalendars", "PullCalendarOnTimer", "SendDigests", "RenewSubscriptions"];

    public string Name => "clock-jumps";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        // A Monday before seven, in winter: London is where UTC is.
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = new DateTimeOffset(2026, 11, 23, 6, 40, 0, TimeSpan.Zero) });
        var (draws, mark, sent) = (run.Draws(Name), $"zq{run.Seed % 100_000:D5}kx", new Dictionary<string, long>(StringComparer.Ordinal));
        var loads = new List<WebhookLoad>();
        foreach (var college in Colleges)
            loads.Add(new WebhookLoad(college, (await app.JoinAsync(college)).GetProperty("webhookSecret").GetString()!));
        await PlanAsync(app, edit: 1, cancellationToken);
        await WorkAsync(app, cancellationToken);

        var jumps = run.Size(8, 400);
        for (var jump = 1; jump <= jumps; jump++)
        {
            // It stays near: an hour on, an hour back, now and then twice the same way.
#pragma warning disable CA5394 // Repeatable, not secret.
            var hours = jump % 2 == 0 ? -1 : 1;
            if (draws.Next(4) == 0)
                hours = -hours;
#pragma warning restore CA5394
            var old = app.Time.GetUtcNow();
            app.Time.AdjustTime(old.AddHours(hours));
            foreach (var load in loads)
            {
                await StaleAsync(app, load, old, jump, tally, cancellationToken);
                await ReportAsync(app, load, mark, jump, cancellationToken);
                sent[load.College] = sent.GetValueOrDefault(load.College) + 10;
            }

            if (jump % 3 == 0)
                await PlanAsync(app, 1 + (jump / 3), cancellationToken);
            await WorkAsync(app, cancellationToken);
        }

        // And then it is right, past seven.
        app.Time.AdjustTime(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        for (var turn = 0; turn < 3; turn++)
        {
            app.Time.AdjustTime(app.Time.GetUtcNow().AddMinutes(20));
            await WorkAsync(app, cancellationToken);
        }

        tally.Count("jumps", jumps);
        await EventCount.JudgeAsync(
            app.StorageConnection, sent.Select(college => (college.Key, college.Value)), tally, cancellationToken, app.Prefix);
        Judge(app, tally, 1 + (jumps / 3), mark);
    }

    private static async Task PlanAsync(AppUnderTest app, int edit, CancellationToken cancellationToken)
    {
        using var response = await app.Manager.PutAsJsonAsync(
            "/api/activities/chaos-clock",
            new
            {
                kind = "masterclass",
                title = $"Masterclass chaos-clock, edit {edit}.",
                description = "",
                employer = "PulseWorks",
                start = $"2026-12-14T{10 + (edit % 6)}:00:00",
                end = $"2026-12-14T{11 + (edit % 6)}:00:00",
                timeZone = "Europe/London",
                online = true,
                audience = "all",
            },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What the timers and the queues would do.</summary>
    private static async Task WorkAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        foreach (var timer in Timers)
            await app.Host.InvokeAsync(timer, cancellationToken: cancellationToken);
        await app.DrainAsync();
    }

    /// <summary>A college whose clock did not jump is an hour off, and is told so: no more.</summary>
    private static async Task StaleAsync(
        AppUnderTest app, WebhookLoad load, DateTimeOffset at, int jump, Tally tally, CancellationToken cancellationToken)
    {
        using var request = Request(load, $"stale-{jump}", at, "[]"u8.ToArray());
        using var response = await app.Client.SendAsync(request, cancellationToken);
        tally.Expect((int)response.StatusCode == 401, $"A delivery signed an hour off was answered {(int)response.StatusCode}.");
    }

    private static async Task ReportAsync(AppUnderTest app, WebhookLoad load, string mark, int jump, CancellationToken cancellationToken)
    {
        var events = Enumerable.Range(0, 10).Select(number => new
        {
            specversion = "1.0",
            id = $"{jump}-{number}",
            source = "https://mis.example.org/events",
            type = "pathway.resource.viewed",
            time = app.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            data = new { resource = $"https://moodle.example.org/mod/page/view.php?id={number}", learner = $"learner-{number}.{mark}@{load.College}.example.org" },
        });
        using var request = Request(load, $"msg-{jump}", app.Time.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(events));
        using var response = await app.Client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Request(WebhookLoad load, string id, DateTimeOffset at, byte[] body)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/webhooks/{load.College}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", load.Sign(id, timestamp, body));
        return request;
    }

    private static void Judge(AppUnderTest app, Tally tally, int edits, string mark)
    {
        var mails = app.Graph.Mail;
        MailCount.Judge(mails, tally);
        MailCount.JudgeComplete(mails, weeks: 1, Colleges.Length, tally);
        foreach (var recipient in mails.Where(mail => mail.EventId is not null).GroupBy(mail => mail.To, StringComparer.Ordinal))
        {
            tally.Expect(
                recipient.Count(mail => mail.Kind == "invite") == 1,
                $"{recipient.Key} was invited {recipient.Count(mail => mail.Kind == "invite")} times.");
            tally.Expect(
                recipient.Count(mail => mail.Kind == "update") == edits - 1,
                $"{recipient.Key} was told of {recipient.Count(mail => mail.Kind == "update")} changes, which were {edits - 1}.");
        }

        var forms = LearnerMarks.Forms(mark);
        tally.Expect(
            !app.Log.Lines.Any(line => LearnerMarks.Holds(Encoding.UTF8.GetBytes(line), forms)),
            "A learner's identifier stands in the log.");
    }
}
