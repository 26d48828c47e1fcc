using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Browser.Tests;

/// <summary>A programme worth looking at: three colleges, a term with figures, a digest that was sent, and something that failed.</summary>
internal static class BrowserScene
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    private static readonly (string Id, string Name)[] Colleges =
    [
        ("utc-northgate", "UTC Northgate"), ("utc-harbourside", "UTC Harbourside"), ("utc-oakwood", "UTC Oakwood"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AppUnderTest> ProgrammeAsync()
    {
        var app = await AppUnderTest.StartAsync();
        foreach (var (id, name) in Colleges)
            await JoinAsync(app, id, name);
        await PlanAsync(app, "x-ray", "How an AI reads an X-ray", "Northbank Imaging", new(2026, 11, 26));
        await PlanAsync(app, "heart", "Your heart in a wearable", "PulseWorks", new(2026, 12, 3));
        await PlanAsync(app, "past", "Genomics on a laptop", "Helix Institute", new(2026, 11, 11));
        await PlanAsync(app, "robots", "Robots in surgery", "CMR Surgical", new(2026, 10, 14));
        var resource = await PublishAsync(app, "Reading an X-ray");
        await CountAsync(app, resource);
        await app.DrainAsync();
        await AnswerAsync(app);
        using var digests = await app.Manager.PostAsync("/api/digests/2026-W47", null, Cancellation);
        digests.EnsureSuccessStatusCode();
        await app.DrainAsync();
        await app.Get<DeadLetterTable>().AddAsync(
            app.Storage.QueueNames.Facts,
            """{"college":"utc-northgate"}""",
            "The event viewed-3 is known with other content: the source changed history.",
            5,
            Cancellation);
        return app;
    }

    /// <summary>What is rarer: a series with its speaker, a name that a page has too, a college that left, events that vanished.</summary>
    public static async Task CrowdAsync(AppUnderTest app)
    {
        await JoinAsync(app, "utc-left", "UTC Left");
        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-left", Cancellation);
        left.EnsureSuccessStatusCode();
        await PlanAsync(app, "new", "What is new in imaging", "Northbank Imaging", new(2026, 12, 10));
        using var series = await app.Manager.PutAsJsonAsync(
            "/api/activities/skills",
            new
            {
                kind = "masterclass",
                title = "Clinical skills, a term of Tuesdays",
                start = "2026-12-01T16:00:00",
                end = "2026-12-01T17:00:00",
                online = true,
                audience = "all",
                speakers = new[] { new { name = "Dr Amara Nwosu", email = "amara@trust.example", organisation = "Northern Trust" } },
                repeats = new { every = "week", until = "2027-02-09", except = new[] { "2026-12-22", "2026-12-29" } },
                purpose = "See a hospital at work",
                outcomes = new[] { "Take a pulse", "Say what a number means" },
            },
            Cancellation);
        series.EnsureSuccessStatusCode();
        await app.DrainAsync();
        var pulls = app.Get<PullStateStore>();
        var state = await pulls.ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        await pulls.SaveAsync(state with { Pending = [ActivityId.Parse("heart")] }, Cancellation);
    }

    public static async Task JoinAsync(AppUnderTest app, string id, string name) => await app.JoinAsync(id, new
    {
        name,
        contacts = new[] { $"pathway-lead@{id}.example.org" },
        audience = new[] { $"year-12@{id}.example.org", $"year-13@{id}.example.org" },
        emailDomains = new[] { $"{id}.example.org" },
    });

    public static async Task PlanAsync(AppUnderTest app, string id, string title, string employer, LocalDate day)
    {
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/activities/{id}",
            new
            {
                kind = "masterclass",
                title,
                employer,
                description = "An expert shows how it is done.\n\nBring questions.",
                start = $"{day:yyyy-MM-dd}T14:00:00",
                end = $"{day:yyyy-MM-dd}T15:00:00",
                online = true,
                audience = "all",
            },
            Cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What people say in Outlook; not everybody says something.</summary>
    private static async Task AnswerAsync(AppUnderTest app)
    {
        using var outlook = new HttpClient { BaseAddress = app.Graph.Address };
        foreach (var (at, invite) in app.Graph.Mail.Where(mail => mail.Kind == "invite").ToList().Index())
        {
            if (at % 4 == 3)
                continue;
            var response = at % 4 == 2 ? "declined" : "accepted";
            using var answer = await outlook.PostAsJsonAsync(
                "/_simulator/respond", new { eventId = invite.EventId, attendee = invite.To, response }, Cancellation);
            answer.EnsureSuccessStatusCode();
        }

        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        await app.DrainAsync();
    }

    private static async Task<string> PublishAsync(AppUnderTest app, string title)
    {
        using var made = await app.Manager.PostAsJsonAsync(
            "/api/resources",
            new
            {
                title,
                kind = "worksheet",
                summary = "What to look at first, and what to say last.",
                tags = new[] { "imaging", "ethics" },
                yearGroup = 12,
                activity = "x-ray",
                fileName = "x-ray.pdf",
                contentType = "application/pdf",
            },
            Cancellation);
        made.EnsureSuccessStatusCode();
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()!;
        using var content = new ByteArrayContent(Pdf);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var sent = await app.Manager.PutAsync($"/api/resources/{id}/versions/1/content", content, Cancellation);
        sent.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Counters as recording would have left them: more take part from week to week.</summary>
    private static async Task CountAsync(AppUnderTest app, string resource)
    {
        var table = app.Storage.Table(StorageTable.Engagement);
        foreach (var (at, (college, _)) in Colleges.Index())
        {
            for (var week = 0; week < 11; week++)
            {
                var day = new LocalDate(2026, 9, 9).PlusWeeks(week);
                var learners = Enumerable.Range(1, 8 + week + (3 * at)).Select(learner => (ulong)learner).ToArray();
                foreach (var (kind, thing, verb) in new[]
                {
                    (ObjectKind.Activity, week < 6 ? "robots" : "past", FactVerb.Attended),
                    (ObjectKind.Resource, resource, FactVerb.Viewed),
                })
                {
                    var counter = new Counter(day, kind, thing, verb)
                    {
                        Events = learners.Length,
                        Minutes = learners.Length * 40,
                        Learners = learners,
                    };
                    var partition = EngagementKey.Partition(CollegeId.Parse(college), day);
                    await table.UpsertEntityAsync(CounterRow.From(partition, counter), TableUpdateMode.Replace, Cancellation);
                }
            }
        }
    }
}
