using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Pathway.Local.Demo;

/// <summary>
/// What stands at a college: a script that signs a batch of CloudEvents as the Standard Webhooks specification says. It knows
/// the app's address and its own secret, nothing else.
/// </summary>
internal sealed class CollegeSystem(string college, string secret, HttpClient http)
{
    // Colleges differ in size, each the same at every start: a second delivery of the week brings nothing new.
    private readonly int learners = 14 + (college.Sum(letter => letter) % 13);

    /// <summary>Sends last week of this college; answers how many events it was.</summary>
    public async Task<int> ReportAsync(
        LocalDate monday, IReadOnlyList<string> resources, CancellationToken cancellationToken)
    {
        var events = Week(monday, resources).ToList();
        await SendAsync($"msg-{college}-{monday:yyyyMMdd}", events, cancellationToken);
        return events.Count;
    }

    /// <summary>Sends weeks that are long over, in one delivery; answers how many events it was.</summary>
    public async Task<int> ReportPastAsync(
        IReadOnlyList<DemoWeek> weeks, IReadOnlyList<string> resources, CancellationToken cancellationToken)
    {
        var events = weeks.SelectMany(week => Past(week, resources)).ToList();
        if (events.Count > 0)
            await SendAsync($"past-{college}-{weeks[0].Monday:yyyyMMdd}", events, cancellationToken);
        return events.Count;
    }

    /// <summary>The same event as last week with another content: somebody changed history, and a person is to look.</summary>
    public Task ContradictAsync(LocalDate monday, CancellationToken cancellationToken) => SendAsync(
        $"contradiction-{college}",
        [
            Event(
                monday,
                1,
                1,
                "pathway.activity.attended",
                new { activity = "how-an-ai-reads-an-x-ray", learner = $"learner01@{college}.example.org", minutes = 5 }),
        ],
        cancellationToken);

    private async Task SendAsync(string id, IReadOnlyList<object> events, CancellationToken cancellationToken)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var body = JsonSerializer.SerializeToUtf8Bytes(events);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);

        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/webhooks/{college}")
        { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{timestamp}");
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        using var response = await http.SendAsync(request, cancellationToken);
        await DemoRun.EnsureAsync(response, cancellationToken);
    }

    // More take part as the year goes on.
    private IEnumerable<object> Past(DemoWeek week, IReadOnlyList<string> resources)
    {
        for (var learner = 0; learner < Math.Min(learners, 5 + (week.Number / 2)); learner++)
        {
            var mail = $"learner{learner:D2}@{college}.example.org";
            if (week.Activity is { } activity && (learner + week.Number) % 4 != 0)
                yield return Event(
                    week.Monday, 2, learner, "pathway.activity.attended", new { activity, learner = mail, minutes = 35 + learner });
            if ((learner + week.Number) % 3 == 0)
                yield return Event(
                    week.Monday,
                    learner % 5,
                    learner,
                    "pathway.resource.viewed",
                    new { resource = resources[(learner + week.Number) % resources.Count], learner = mail });
        }
    }

    private IEnumerable<object> Week(LocalDate monday, IReadOnlyList<string> resources)
    {
        for (var learner = 0; learner < learners; learner++)
        {
            var mail = $"learner{learner:D2}@{college}.example.org";
            yield return Event(
                monday, 0, learner, "pathway.learner.enrolled", new { learner = mail, yearGroup = 12 + (learner % 2) });
            if (learner % 5 != 4)
                yield return Event(
                    monday,
                    1,
                    learner,
                    "pathway.activity.attended",
                    new { activity = "how-an-ai-reads-an-x-ray", learner = mail, minutes = 40 + (learner % 21) });
            if (learner % 3 != 0)
                yield return Event(
                    monday,
                    3,
                    learner,
                    "pathway.activity.attended",
                    new { activity = "your-heart-in-a-wearable", learner = mail, minutes = 55 });
            yield return Event(
                monday,
                learner % 5,
                learner,
                "pathway.resource.viewed",
                new { resource = resources[learner % resources.Count], learner = mail });
            if (learner % 4 == 0)
                yield return Event(
                    monday,
                    4,
                    learner,
                    "pathway.feedback.given",
                    new { activity = "how-an-ai-reads-an-x-ray", learner = mail, rating = 3 + (learner % 3) });
        }

        yield return Event(
            monday,
            4,
            learners,
            "pathway.project.submitted",
            new
            {
                activity = "remote-care-for-a-grandparent",
                learners = new[] { $"learner01@{college}.example.org", $"learner02@{college}.example.org" },
            });
    }

    private object Event(LocalDate monday, int day, int learner, string type, object data) => new
    {
        specversion = "1.0",
        id = $"{type}-{day}-{learner}",
        source = $"https://mis.{college}.example.org/events/{monday:yyyy-MM-dd}",
        type,
        time = $"{monday.PlusDays(day):yyyy-MM-dd}T{14 + (learner % 2):D2}:{learner:D2}:00Z",
        data,
    };
}
