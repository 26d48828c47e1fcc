using System.Net.Http.Headers;
using NodaTime;

namespace Pathway.Local.Demo;

/// <summary>What goes wrong in a year, so that the manager's page of problems has something true to show.</summary>
internal sealed class DemoTrouble(DemoClient client, LocalDate lastMonday)
{
    private const int Tasters = 7;

    private static readonly string[] TwoColleges = ["utc-millfield", "utc-eastfield"];

    private static readonly string[] Answers = ["accepted", "accepted", "accepted", "declined", "tentativelyAccepted"];

    public async Task MakeAsync(IReadOnlyDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        await client.StepAsync("answers given", () => AnswerAsync(cancellationToken), answers => $"{answers} in Outlook");
        await client.StepAsync("files refused", () => FilesAsync(cancellationToken), _ => "1, and 1 resource withdrawn");
        await client.StepAsync("address refused", () => RefusedAsync(cancellationToken), _ => "1 of UTC Lakeside");
        await client.StepAsync("work that failed", () => FailedAsync(secrets, cancellationToken), letters => $"{letters} dead letters");
        await client.StepAsync("events vanished", () => VanishedAsync(cancellationToken), gone => $"{gone} deleted in Outlook");
    }

    private async Task<int> AnswerAsync(CancellationToken cancellationToken)
    {
        var given = 0;
        var mails = await client.MailAsync(cancellationToken);
        foreach (var invite in mails.Where(mail => mail.GetProperty("kind").GetString() == "invite"))
        {
            // Not everybody answers.
            if (++given % 6 == 0)
                continue;
            var (eventId, attendee) = (invite.GetProperty("eventId").GetString(), invite.GetProperty("to").GetString());
            await client.InOutlookAsync(
                "respond", new { eventId, attendee, response = Answers[given % Answers.Length] }, cancellationToken);
        }

        return given;
    }

    private async Task<string> FilesAsync(CancellationToken cancellationToken)
    {
        await PublishAsync(
            "A simulator to install",
            "software",
            "simulator.pdf",
            "MZ this is a program for Windows",
            "refused",
            cancellationToken);
        var old = await PublishAsync("Lab safety, as it was", "guide", "safety.txt", "Goggles on.\n", "published", cancellationToken);
        await client.SendAsync(HttpMethod.Delete, $"/api/resources/{old}", null, cancellationToken);
        return old;
    }

    private async Task<string> PublishAsync(
        string title, string kind, string fileName, string text, string state, CancellationToken cancellationToken)
    {
        var contentType = fileName.EndsWith(".pdf", StringComparison.Ordinal) ? "application/pdf" : "text/plain";
        var made = await client.SendAsync(
            HttpMethod.Post, "/api/resources", new { title, kind, fileName, contentType }, cancellationToken);
        var id = made.GetProperty("id").GetString()!;
        using var content = new StringContent(text, new MediaTypeHeaderValue(contentType));
        using var sent = await client.App.PutAsync($"/api/resources/{id}/versions/1/content", content, cancellationToken);
        await DemoRun.EnsureAsync(sent, cancellationToken);
        await DemoClient.UntilAsync(
            $"resource {id} is {state}",
            async () => (await client.GetAsync($"/api/resources/{id}", cancellationToken)).GetProperty("state").GetString() == state,
            cancellationToken);
        return id;
    }

    private async Task<string> RefusedAsync(CancellationToken cancellationToken)
    {
        const string College = "utc-lakeside";
        var audience = new[] { $"year-12@{College}.example.org", $"year-13@{College}.example.org", "sixth-form@invalid.example" };
        await client.SendAsync(HttpMethod.Patch, $"/api/colleges/{College}", new { audience }, cancellationToken);
        return College;
    }

    private async Task<int> FailedAsync(
        IReadOnlyDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        foreach (var college in new[] { "utc-northgate", "utc-riverside" })
            await new CollegeSystem(college, secrets[college], client.App).ContradictAsync(lastMonday, cancellationToken);
        await DemoClient.UntilAsync("the contradictions are dead letters", async () => await CountAsync() >= 2, cancellationToken);
        return await CountAsync();

        async Task<int> CountAsync() =>
            (await client.GetAsync("/api/dead-letters", cancellationToken)).GetProperty("items").GetArrayLength();
    }

    private async Task<int> VanishedAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Tasters; number++)
        {
            var day = lastMonday.PlusWeeks(8 + number).PlusDays(2);
            await client.SendAsync(
                HttpMethod.Put,
                $"/api/activities/taster-{number}",
                new
                {
                    kind = "masterclass",
                    title = $"Taster day {number}",
                    start = $"{day:yyyy-MM-dd}T10:00:00",
                    end = $"{day:yyyy-MM-dd}T11:00:00",
                    online = true,
                    audience = TwoColleges,
                },
                cancellationToken);
        }

        for (var number = 1; number <= Tasters; number++)
            await client.InOutlookAsync("remove", new { eventId = await EventOfAsync(number, cancellationToken) }, cancellationToken);
        await client.RunTimerAsync("PullCalendarOnTimer", cancellationToken);
        await DemoClient.UntilAsync("the vanished events wait for a decision", async () => await PendingAsync() > 0, cancellationToken);
        return await PendingAsync();

        async Task<int> PendingAsync() =>
            (await client.GetAsync("/api/calendar", cancellationToken)).GetProperty("pending").GetArrayLength();
    }

    private async Task<string> EventOfAsync(int number, CancellationToken cancellationToken)
    {
        string? id = null;
        await DemoClient.UntilAsync(
            $"taster {number} has its event",
            async () =>
            {
                var ledger = await client.GetAsync($"/api/activities/taster-{number}/invitations", cancellationToken);
                id = ledger.GetProperty("shards").EnumerateArray()
                    .Select(shard => shard.TryGetProperty("eventId", out var found) ? found.GetString() : null)
                    .FirstOrDefault(found => found is not null);
                return id is not null;
            },
            cancellationToken);
        return id!;
    }
}
