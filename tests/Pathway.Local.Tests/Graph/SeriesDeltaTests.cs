using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class SeriesDeltaTests : GraphSimulatorTest
{
    private const string Window = $"users/{Programme}/calendarView/delta?startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-20T00:00:00Z";

    private async Task<(List<JsonObject> Entries, string DeltaLink)> Round(string link, int pageSize = 50)
    {
        var entries = new List<JsonObject>();
        for (var n = 0; n < 20; n++)
        {
            var page = await Get(link, $"{Immutable}, odata.maxpagesize={pageSize}");
            Assert.Equal(200, page.Status);
            entries.AddRange(page.Values);
            if (page.Json["@odata.deltaLink"] is { } done)
                return (entries, done.GetValue<string>());
            link = page.Json["@odata.nextLink"]!.GetValue<string>();
        }

        throw new InvalidOperationException("The round did not end.");
    }

    private async Task<(string Master, string[] Days, string Link)> Series()
    {
        var made = await Control(HttpMethod.Post, "series", JsonNode.Parse($$$"""
            {"mailbox":"{{{Programme}}}","subject":"Clinical skills","weekly":{"day":"tuesday","from":"2026-12-01","times":5}}
            """));
        var days = made.Json["occurrences"]!.AsArray().Select(day => day!["eventId"]!.GetValue<string>()).ToArray();
        return (made.Json["eventId"]!.GetValue<string>(), days, (await Round(Window)).DeltaLink);
    }

    private static string Told(JsonObject entry) =>
        entry.ContainsKey("@removed") ? "removed" : entry["type"]!.GetValue<string>();

    [Theory]
    [InlineData(50)]
    [InlineData(1)]
    public async Task A_first_round_tells_the_master_and_the_days_of_the_window(int pageSize)
    {
        var (master, days, _) = await Series();

        var (entries, link) = await Round(Window, pageSize);

        Assert.Equal([master, .. days.Take(3)], entries.Select(Id));
        Assert.Equal(["seriesMaster", "occurrence", "occurrence", "occurrence"], entries.Select(Told));
        Assert.Equal("Clinical skills", entries[0]["subject"]!.GetValue<string>());
        Assert.Equal(
            ["@odata.etag", "@odata.type", "end", "id", "seriesMasterId", "start", "type"],
            entries[1].Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Empty((await Round(link)).Entries);
    }

    [Fact]
    public async Task A_changed_day_is_told_alone_and_whole()
    {
        var (_, days, link) = await Series();

        await Patch($"{Events}/{days[1]}", new JsonObject { ["subject"] = "With a guest" });
        var (entries, _) = await Round(link);

        Assert.Equal([days[1]], entries.Select(Id));
        Assert.Equal(("exception", "With a guest"), (Told(entries[0]), entries[0]["subject"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_day_called_off_is_told_as_removed_unless_exchange_keeps_silent()
    {
        var (_, days, link) = await Series();
        await Delete($"{Events}/{days[1]}");

        var told = await Round(link);
        Simulator.Modes = new() { CancelledOccurrencesUntold = true };
        var untold = await Round(link);

        Assert.Equal([(days[1], "removed")], told.Entries.Select(entry => (Id(entry), Told(entry))));
        Assert.Empty(untold.Entries);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(2)]
    public async Task A_changed_series_is_told_with_its_days(int pageSize)
    {
        var (master, days, link) = await Series();

        await Patch($"{Events}/{master}", new JsonObject { ["subject"] = "Burns" });
        var (entries, _) = await Round(link, pageSize);

        Assert.Equal([master, .. days.Take(3)], entries.Select(Id));
    }

    [Fact]
    public async Task Days_that_left_the_pattern_and_a_series_that_went_are_removed()
    {
        var (master, days, link) = await Series();
        var recurrence = (await Get($"{Events}/{master}")).Json["recurrence"]!.DeepClone();
        recurrence["range"]!["numberOfOccurrences"] = 2;

        await Patch($"{Events}/{master}", new JsonObject { ["recurrence"] = recurrence });
        var shorter = await Round(link);
        await Delete($"{Events}/{master}");
        var gone = await Round(shorter.DeltaLink);

        Assert.Equal(days[2..], shorter.Entries.Where(entry => Told(entry) == "removed").Select(Id));
        Assert.Equal(
            [(master, "removed"), (days[0], "removed"), (days[1], "removed")],
            gone.Entries.Select(entry => (Id(entry), Told(entry))));
    }
}
