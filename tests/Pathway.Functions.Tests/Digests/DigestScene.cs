using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Digests;

/// <summary>Colleges with a past, for tests of what is made of it.</summary>
internal static class DigestScene
{
    public const string Week = "2026-W47";

    /// <summary>The Monday on which the digests of <see cref="Week"/> are due, at twenty past seven.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 7, 20, 0, TimeSpan.Zero);

    /// <summary>Writes counters as recording would have left them.</summary>
    public static async Task CountAsync(this AppUnderTest app, string college, params Counter[] counters)
    {
        var table = app.Storage.Table(StorageTable.Engagement);
        foreach (var day in counters)
            await table.UpsertEntityAsync(
                CounterRow.From(EngagementKey.Partition(CollegeId.Parse(college), day.Date), day),
                TableUpdateMode.Replace);
    }

    public static Task SendDigestsAsync(this AppUnderTest app) => app.Host.InvokeAsync("SendDigests");

    /// <summary>Asks for a week's digests as the manager.</summary>
    public static Task<HttpResponseMessage> AskAsync(this AppUnderTest app, string week) =>
        app.Manager.PostAsync($"/api/digests/{week}", null);

    /// <summary>From now on every request to Graph fails in this way.</summary>
    public static Task OutAsync(this AppUnderTest app, string mode) =>
        app.SetModesAsync(
            new Dictionary<string, object?>(StringComparer.Ordinal) { [mode] = 100, ["retryAfterSeconds"] = null });

    /// <summary>Graph is back, and the circuit that opened meanwhile has had its time.</summary>
    public static async Task HealAsync(this AppUnderTest app)
    {
        await app.SetModesAsync(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["serverErrorPercent"] = 0, ["throttlePercent"] = 0 });
        app.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task SetModesAsync(this AppUnderTest app, IReadOnlyDictionary<string, object?> modes)
    {
        using var graph = new HttpClient { BaseAddress = app.Graph.Address };
        using var answer = await graph.PutAsJsonAsync("/_simulator/modes", modes);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A week's slots as the management API shows them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> SlotsAsync(this AppUnderTest app, string week) =>
        [.. (await app.Manager.GetFromJsonAsync<JsonElement>($"/api/digests/{week}")).GetProperty("slots").EnumerateArray()];

    public static Counter Attended(string day, string activity, int learners, long minutes, ulong first = 1) =>
        new(
            Date(day),
            ObjectKind.Activity,
            activity,
            FactVerb.Attended)
        { Events = learners, Minutes = minutes, Learners = Learners(first, learners) };

    public static Counter Viewed(string day, string resource, int learners, long minutes, ulong first = 1) =>
        new(
            Date(day),
            ObjectKind.Resource,
            resource,
            FactVerb.Viewed)
        { Events = learners, Minutes = minutes, Learners = Learners(first, learners) };

    public static ulong[] Learners(ulong first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => first + (ulong)i)];

    public static LocalDate Date(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
}
