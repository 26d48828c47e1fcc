using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Spread;

/// <summary>A programme with several mailboxes.</summary>
internal static class SpreadDriver
{
    public const string North = "north@programme.example.org";
    public const string South = "south@programme.example.org";
    public const string West = "west@programme.example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static AppOptions Over(params string[] mailboxes) => With(new(StringComparer.Ordinal), mailboxes);

    public static AppOptions With(Dictionary<string, string?> settings, params string[] mailboxes) =>
        new()
        {
            Settings = new Dictionary<string, string?>(settings, StringComparer.Ordinal)
            {
                ["Graph__Mailbox"] = string.Join("; ", mailboxes),
            },
        };

    /// <summary>Classes of these numbers one after the other, next Wednesday at ten or another hour.</summary>
    public static async Task PlanClassesAsync(this AppUnderTest app, IEnumerable<int> numbers, int hour = 10)
    {
        foreach (var number in numbers)
            await app.PlanAsync($"class-{number}", Class(number, hour));
    }

    public static Dictionary<string, object?> Class(int number, int hour = 10, bool online = false) =>
        CalendarDriver.Masterclass(body =>
        {
            body["title"] = $"Class {number}";
            body["online"] = online;
            body["start"] = string.Create(CultureInfo.InvariantCulture, $"2026-12-02T{hour:D2}:00:00");
            body["end"] = string.Create(CultureInfo.InvariantCulture, $"2026-12-02T{hour + 1:D2}:00:00");
        });

    /// <summary>Which classes are in whose calendar, as <c>north: 2 3</c>.</summary>
    public static async Task<string[]> CalendarsAsync(this AppUnderTest app) =>
    [
        .. (await app.EventsAsync())
            .GroupBy(
                item => NameOf(item.GetProperty("mailbox").GetString()!),
                item => item.GetProperty("subject").GetString()!.Split(' ')[^1],
                StringComparer.Ordinal)
            .OrderBy(calendar => calendar.Key, StringComparer.Ordinal)
            .Select(calendar => $"{calendar.Key}: {string.Join(' ', calendar.Order(StringComparer.Ordinal))}"),
    ];

    public static async Task<string> EventOfAsync(this AppUnderTest app, string subject) =>
        (await app.EventsAsync()).Single(item => item.GetProperty("subject").GetString() == subject).GetProperty("id").GetString()!;

    /// <summary>Mails after the first few, one a sending, as <c>update of Class 1 from west</c>.</summary>
    public static string[] Sendings(this AppUnderTest app, int after = 0) =>
    [
        .. app.Graph.Mail.Skip(after)
            .Select(mail => $"{mail.Kind} of {mail.Subject.Split(": ")[^1]} from {NameOf(mail.From)}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Somebody of UTC Leeds answers an invitation.</summary>
    public static async Task RespondAsync(this AppUnderTest app, string subject, string response) =>
        await app.OutlookAsync(
            "respond", new { eventId = await app.EventOfAsync(subject), attendee = "staff@utc-leeds.example.org", response });

    public static Task PullOnTimerAsync(this AppUnderTest app) =>
        app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

    public static async Task<(string Status, string Detail)> CheckAsync(this AppUnderTest app, string name)
    {
        var health = await app.Client.GetFromJsonAsync<JsonElement>("/api/health", Cancellation);
        var check = health.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        return (check.GetProperty("status").GetString()!, check.GetProperty("detail").GetString()!);
    }

    /// <summary>Whose events Graph tells the app of.</summary>
    public static async Task<string[]> SubscriptionsAsync(this AppUnderTest app)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local-token");
        var all = await http.GetFromJsonAsync<JsonElement>("/v1.0/subscriptions", Cancellation);
        return
        [
            .. all.GetProperty("value").EnumerateArray()
                .Select(one => NameOf(one.GetProperty("resource").GetString()!.Split('/')[1])).Order(StringComparer.Ordinal),
        ];
    }

    private static string NameOf(string mailbox) => mailbox.Split('@')[0];
}
