using System.Net;
using System.Net.Http.Headers;
using NodaTime;
using NodaTime.Calendars;

namespace Pathway.Local.Demo;

/// <summary>
/// Loads the demo programme as a manager and ten colleges would: through the HTTP API, and through nothing else.
/// </summary>
internal sealed class DemoRun(DemoClient client, Action<string> say)
{
    /// <param name="withYear">Whether the weeks since last September are loaded too, and what goes wrong in a year.</param>
    public static async Task RunAsync(
        Uri appAddress,
        Uri graphAddress,
        Action<string> say,
        CancellationToken cancellationToken,
        bool withYear = false)
    {
        using var app = new HttpClient { BaseAddress = appAddress };
        using var graph = new HttpClient { BaseAddress = graphAddress };
        using var probe = await app.GetAsync("/api/colleges/" + DemoProgramme.Colleges[0].Id, cancellationToken);
        if (probe.StatusCode == HttpStatusCode.OK)
        {
            say("The demo programme is in this data folder already.");
            return;
        }

        try
        {
            await new DemoRun(new DemoClient(app, graph, say), say).RunAsync(withYear, cancellationToken);
        }
        catch (DemoException failed)
        {
            // The programme is only a demonstration: what runs goes on running, and can be looked at.
            say($"The demo programme stopped: {failed.Message}");
        }
    }

    internal static async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var (asked, body) = (response.RequestMessage, await response.Content.ReadAsStringAsync(cancellationToken));
        throw new DemoException(
            $"{asked?.Method} {asked?.RequestUri?.AbsolutePath} answered {(int)response.StatusCode}: {body}");
    }

    private async Task RunAsync(bool withYear, CancellationToken cancellationToken)
    {
        var now = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/London"]);
        var dates = DemoDates.From(now.LocalDateTime);
        var lastMonday = dates.LastMonday;
        say("");
        say("Demo programme");
        var secrets = await client.StepAsync(
            "colleges joined",
            () => JoinCollegesAsync(withYear ? DemoYear.Start(lastMonday) : null, cancellationToken),
            joined => $"{joined.Count}");
        var sending = secrets.Where(college => !withYear || college.Key != DemoProgramme.Silent).ToDictionary(StringComparer.Ordinal);
        var resources = await client.StepAsync(
            "resources published", () => PublishAsync(cancellationToken), published => $"{published.Count}");
        await client.StepAsync("activities planned", () => PlanAsync(dates, cancellationToken), planned => $"{planned}");
        await client.StepAsync(
            "invitations sent",
            () => InvitedAsync(dates, cancellationToken),
            invited => $"{invited.Events} events to {invited.People} addresses");
        var sent = await client.StepAsync(
            "events accepted",
            () => ReportAsync(sending, lastMonday, resources, cancellationToken),
            events => $"{events.Values.Sum()} from {sending.Count} colleges");
        await client.StepAsync(
            "facts recorded", () => RecordedAsync(sent, cancellationToken), facts => $"{facts} of {sent.Values.Sum()} events");
        if (withYear)
            await new DemoYear(client, lastMonday).TellAsync(secrets, resources, cancellationToken);
        await client.StepAsync(
            "digests delivered",
            () => DigestsAsync(lastMonday, cancellationToken),
            digests => $"{digests} for week {Week(lastMonday)}");
        await client.StepAsync("mails received", () => MailsAsync(cancellationToken), told => told);
        if (withYear)
            await new DemoTrouble(client, lastMonday).MakeAsync(secrets, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, string>> JoinCollegesAsync(
        LocalDate? since, CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, name) in DemoProgramme.Colleges)
        {
            var college = await client.SendAsync(
                HttpMethod.Put, $"/api/colleges/{id}", DemoProgramme.College(id, name, since), cancellationToken);
            secrets[id] = college.GetProperty("webhookSecret").GetString()!;
        }

        return secrets;
    }

    private async Task<IReadOnlyList<string>> PublishAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var (title, kind, fileName, contentType, text) in DemoProgramme.Resources)
        {
            var created = await client.SendAsync(
                HttpMethod.Post, "/api/resources", new { title, kind, fileName, contentType }, cancellationToken);
            var id = created.GetProperty("id").GetString()!;
            using var content = new StringContent(text, new MediaTypeHeaderValue(contentType, "utf-8"));
            using var response = await client.App.PutAsync(
                $"/api/resources/{id}/versions/{created.GetProperty("version")}/content", content, cancellationToken);
            await EnsureAsync(response, cancellationToken);
            ids.Add(id);
        }

        foreach (var id in ids)
            await DemoClient.UntilAsync(
                $"resource {id} is published",
                async () =>
                    (await client.GetAsync($"/api/resources/{id}", cancellationToken))
                        .GetProperty("state")
                        .GetString() == "published",
                cancellationToken);
        return ids;
    }

    /// <summary>What the programme costs its people in mails, and whom it costs the most.</summary>
    private async Task<string> MailsAsync(CancellationToken cancellationToken)
    {
        var mails = await client.MailAsync(cancellationToken);
        var most = mails.CountBy(mail => mail.GetProperty("to").GetString()!, StringComparer.Ordinal).Max(person => person.Value);
        return $"{mails.Count}, at most {most} to one address";
    }

    private async Task<int> PlanAsync(DemoDates dates, CancellationToken cancellationToken)
    {
        var activities = DemoProgramme.Activities(dates);
        foreach (var (id, _, body) in activities)
            await client.SendAsync(HttpMethod.Put, $"/api/activities/{id}", body, cancellationToken);
        return activities.Count;
    }

    private async Task<(int Events, int People)> InvitedAsync(DemoDates dates, CancellationToken cancellationToken)
    {
        var ahead = DemoProgramme.Activities(dates).Select(activity => activity.Id);
        foreach (var id in ahead)
            await DemoClient.UntilAsync(
                $"the invitations of {id} are in step",
                async () =>
                    (await client.GetAsync($"/api/activities/{id}/invitations", cancellationToken))
                        .GetProperty("inStep")
                        .GetBoolean(),
                cancellationToken);
        var invites = (await client.MailAsync(cancellationToken))
            .Where(mail => mail.GetProperty("kind").GetString() == "invite")
            .ToList();
        return (invites.Select(mail => mail.GetProperty("eventId").GetString()).Distinct(StringComparer.Ordinal).Count(), invites.Count);
    }

    /// <summary>How many events were accepted of each college.</summary>
    private async Task<IReadOnlyDictionary<string, int>> ReportAsync(
        IReadOnlyDictionary<string, string> secrets,
        LocalDate monday,
        IReadOnlyList<string> resources,
        CancellationToken cancellationToken)
    {
        var sent = await Task.WhenAll(secrets.Select(async college =>
        {
            var system = new CollegeSystem(college.Key, college.Value, client.App);
            return (college.Key, Events: await system.ReportAsync(monday, resources, cancellationToken));
        }));
        return sent.ToDictionary(college => college.Key, college => college.Events, StringComparer.Ordinal);
    }

    private async Task<int> RecordedAsync(IReadOnlyDictionary<string, int> sent, CancellationToken cancellationToken)
    {
        var facts = 0;
        foreach (var (id, events) in sent)
        {
            var recorded = 0;
            await DemoClient.UntilAsync(
                $"the {events} events of {id} are recorded",
                async () => (recorded = await NewFactsAsync(id, cancellationToken)) >= events,
                cancellationToken);
            facts += recorded;
        }

        return facts;
    }

    private async Task<int> NewFactsAsync(string college, CancellationToken cancellationToken) =>
        (await client.GetAsync($"/api/colleges/{college}/deliveries", cancellationToken))
            .GetProperty("items")
            .EnumerateArray()
            .Sum(delivery => delivery.GetProperty("new").GetInt32());

    private async Task<int> DigestsAsync(LocalDate monday, CancellationToken cancellationToken)
    {
        var before = await CountAsync();
        await client.SendAsync(HttpMethod.Post, $"/api/digests/{Week(monday)}", null, cancellationToken);
        var wanted = before + DemoProgramme.Colleges.Count + 1;
        await DemoClient.UntilAsync("every digest is delivered", async () => await CountAsync() >= wanted, cancellationToken);
        return await CountAsync() - before;

        async Task<int> CountAsync() =>
            (await client.MailAsync(cancellationToken)).Count(mail => mail.GetProperty("kind").GetString() == "message");
    }

    internal static string Week(LocalDate date) =>
        $"{WeekYearRules.Iso.GetWeekYear(date):D4}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):D2}";
}

/// <summary>A step of the demo did not work; the message says which and what the app answered.</summary>
internal sealed class DemoException(string message) : Exception(message);
