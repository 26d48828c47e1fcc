using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Programme;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>What tests of the calendar say to the app and read from the simulated Exchange.</summary>
internal static class CalendarDriver
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A programme in which each milestone is an entry of its own.</summary>
    public static AppOptions MilestoneEntries => new()
    {
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Calendars__Milestones"] = "entries" },
    };

    /// <summary>A masterclass for everybody next Wednesday at ten.</summary>
    public static Dictionary<string, object?> Masterclass(Action<Dictionary<string, object?>>? change = null)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kind"] = "masterclass",
            ["title"] = "How a hospital uses AI",
            ["description"] = "What radiologists see.\n\nAnd what they do not.",
            ["employer"] = "Northern Trust",
            ["start"] = "2026-12-02T10:00:00",
            ["end"] = "2026-12-02T11:00:00",
            ["timeZone"] = "Europe/London",
            ["online"] = true,
        };
        change?.Invoke(body);
        return body;
    }

    /// <summary>An app with these colleges and the masterclass <c>hospital-ai</c>, invited.</summary>
    public static Task<AppUnderTest> PlannedAsync(params string[] colleges) => PlannedAsync(null, colleges);

    /// <summary>The same with one college on an Exchange of these ways.</summary>
    public static Task<AppUnderTest> PlannedAsync(SimulatorModes modes) => PlannedAsync(modes, ["utc-leeds"]);

    public static async Task<HttpResponseMessage> PutAsync(this AppUnderTest app, string id, object body) =>
        (await app.Manager.PutAsJsonAsync($"/api/activities/{id}", body, Cancellation)).EnsureSuccessStatusCode();

    /// <summary>Puts an activity and runs the queue.</summary>
    public static async Task PlanAsync(this AppUnderTest app, string id, object body)
    {
        using var response = await app.PutAsync(id, body);
        await app.DrainAsync();
    }

    /// <summary>Puts an activity and leaves the queue alone.</summary>
    public static async Task PutOnceAsync(this AppUnderTest app, string id, object body)
    {
        using var response = await app.PutAsync(id, body);
    }

    /// <summary>The message that asks for a pull, as soon as it shows.</summary>
    public static async Task<string> TakePullAsync(this AppUnderTest app)
    {
        while (true)
        {
            var message = (await app.Storage.Queue(names => names.CalendarPull).ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
            if (message is not null)
                return message.Body.ToString();
        }
    }

    /// <summary>Follows what changed in the mailbox.</summary>
    public static Task PullAsync(this AppUnderTest app) => app.Get<CalendarPull>().RunAsync(whole: false, Cancellation);

    /// <summary>The id of the oldest event.</summary>
    public static async Task<string> FirstEventAsync(this AppUnderTest app) =>
        (await app.EventsAsync())[0].GetProperty("id").GetString()!;

    /// <summary>What a check of health says.</summary>
    public static async Task<string> DetailAsync(this AppUnderTest app, string check) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/health", Cancellation))
            .GetProperty("checks")
            .EnumerateArray()
            .Single(item => item.GetProperty("name").GetString() == check)
            .GetProperty("detail")
            .GetString()!;

    public static async Task CancelAsync(this AppUnderTest app, string id)
    {
        using var response = await app.Manager.DeleteAsync($"/api/activities/{id}", Cancellation);
        response.EnsureSuccessStatusCode();
    }

    public static Task<JsonElement> LedgerAsync(this AppUnderTest app, string id) =>
        app.Manager.GetFromJsonAsync<JsonElement>($"/api/activities/{id}/invitations", Cancellation);

    /// <summary>Runs the sync as the queue would, and the queue itself.</summary>
    public static async Task SyncAsync(this AppUnderTest app, string id)
    {
        await app.Get<InvitationSync>().RunAsync(ActivityId.Parse(id), Cancellation);
        await app.DrainAsync();
    }

    public static Task<Activity?> FindAsync(this AppUnderTest app, string id) =>
        app.Get<ActivityTable>().FindAsync(ActivityId.Parse(id), Cancellation);

    /// <summary>Every event in the simulated Exchange.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EventsAsync(this AppUnderTest app)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        return [.. (await http.GetFromJsonAsync<JsonElement>("/_simulator/events", Cancellation)).EnumerateArray()];
    }

    /// <summary>What a person does in Outlook: respond, edit, remove.</summary>
    public static async Task<JsonElement> OutlookAsync(this AppUnderTest app, string act, object body)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        using var response = await http.PostAsJsonAsync($"/_simulator/{act}", body, Cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    public static string[] Attendees(this JsonElement item) =>
        [.. item.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetProperty("emailAddress").GetProperty("address").GetString()!).Order(StringComparer.Ordinal)];

    /// <summary>Mails since the first <paramref name="after"/>, as <c>kind to</c>.</summary>
    public static string[] Mails(this AppUnderTest app, int after = 0) =>
        [.. app.Graph.Mail.Skip(after).Select(mail => $"{mail.Kind} {mail.To}").Order(StringComparer.Ordinal)];

    /// <summary>
    /// Requests to Graph that change something, as <c>METHOD</c> and the last part of the path when it is a word.
    /// </summary>
    public static IReadOnlyList<JournalEntry> Changes(this AppUnderTest app) =>
        [.. app.Graph.Requests.Where(request => request.Method != "GET")];

    private static async Task<AppUnderTest> PlannedAsync(SimulatorModes? modes, string[] colleges)
    {
        var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = modes ?? app.Graph.Modes;
        foreach (var college in colleges)
            await app.JoinAsync(college);
        await app.PlanAsync("hospital-ai", Masterclass());
        return app;
    }
}
