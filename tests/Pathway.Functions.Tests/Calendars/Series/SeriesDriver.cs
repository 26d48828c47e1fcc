using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>What tests of series say to the app and read from the simulated Exchange.</summary>
internal static class SeriesDriver
{
    public const string Mailbox = "pathway@digital-health.example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Twelve Tuesdays at two, from January until the clocks are in summer time, without half-term.</summary>
    public static Dictionary<string, object?> Term(Action<Dictionary<string, object?>>? change = null) =>
        CalendarDriver.Masterclass(body =>
        {
            (body["title"], body["start"], body["end"]) = ("Clinical skills", "2027-01-12T14:00:00", "2027-01-12T15:00:00");
            body["repeats"] = Repeats();
            change?.Invoke(body);
        });

    public static object Repeats(string[]? except = null, object[]? moved = null) => new
    {
        every = "week",
        times = 12,
        except = except ?? ["2027-02-16"],
        moved = moved ?? [],
    };

    public static object Moved(string date, string start) => new { date, start };

    public static Task PullAsync(this AppUnderTest app, bool whole = false) =>
        app.Get<CalendarPull>().RunAsync(whole, Cancellation);

    /// <summary>The days of the one series in the calendar, as <c>2027-01-12T14:00</c> in UTC, each with its id.</summary>
    public static async Task<IReadOnlyList<(string Start, string Id)>> DaysAsync(this AppUnderTest app)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "test");
        http.DefaultRequestHeaders.Add("Prefer", "IdType=\"ImmutableId\"");
        var days = new List<JsonElement>();
        var page = $"/v1.0/users/{Mailbox}/calendarView"
            + "?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-12-01T00:00:00Z";
        while (page is not null)
        {
            var view = await http.GetFromJsonAsync<JsonElement>(page, Cancellation);
            days.AddRange(view.GetProperty("value").EnumerateArray());
            page = view.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null;
        }

        return
        [
            .. days.Select(day => (day.GetProperty("start").GetProperty("dateTime").GetString()![..16], day.GetProperty("id").GetString()!))
                .OrderBy(day => day.Item1, StringComparer.Ordinal),
        ];
    }

    public static async Task<string[]> StartsAsync(this AppUnderTest app) =>
        [.. (await app.DaysAsync()).Select(day => day.Start)];

    /// <summary>The Tuesdays of <see cref="Term"/> in UTC, but for those named.</summary>
    public static string[] Tuesdays(params string[] without) =>
    [
        .. Enumerable.Range(0, 12)
            .Select(week => new DateTime(2027, 1, 12, 14, 0, 0, DateTimeKind.Unspecified).AddDays(7 * week))
            .Where(day => !without.Contains(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            .Select(day => (day >= new DateTime(2027, 3, 28, 0, 0, 0, DateTimeKind.Unspecified) ? day.AddHours(-1) : day)
                .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)),
    ];

    public static async Task<JsonElement> ActivityAsync(this AppUnderTest app, string id) =>
        await app.Manager.GetFromJsonAsync<JsonElement>($"/api/activities/{id}", Cancellation);
}
