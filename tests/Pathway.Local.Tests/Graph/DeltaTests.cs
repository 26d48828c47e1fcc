using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class DeltaTests : GraphSimulatorTest
{
    private const string Window = $"users/{Programme}/calendarView/delta?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-07-31T00:00:00Z";

    private static string? Next(Answer page) => page.Json["@odata.nextLink"]?.GetValue<string>();

    private static string? Last(Answer page) => page.Json["@odata.deltaLink"]?.GetValue<string>();

    /// <summary>Follows a round to its end, at most 20 pages.</summary>
    private async Task<(List<JsonObject> Entries, List<int> Pages, string DeltaLink)> Round(
        string link, int pageSize = 50)
    {
        var (entries, pages) = (new List<JsonObject>(), new List<int>());
        for (var n = 0; n < 20; n++)
        {
            var page = await Get(link, $"{Immutable}, odata.maxpagesize={pageSize}");
            Assert.Equal(200, page.Status);
            entries.AddRange(page.Values);
            pages.Add(page.Values.Count);
            if (Last(page) is { } done)
                return (entries, pages, done);
            link = Next(page)!;
        }

        throw new InvalidOperationException("The round did not end.");
    }

    private async Task<List<JsonObject>> CreateMany(int count)
    {
        var created = new List<JsonObject>();
        for (var n = 0; n < count; n++)
            created.Add(await Created(Masterclass()));
        return created;
    }

    [Fact]
    public async Task A_first_round_tells_the_whole_window_page_by_page()
    {
        var created = await CreateMany(5);
        var outside = Masterclass();
        (outside["start"], outside["end"]) = (At("2028-01-01T10:00:00", "UTC"), At("2028-01-01T11:00:00", "UTC"));
        await Created(outside);

        var (entries, pages, link) = await Round(Window, pageSize: 2);

        Assert.Equal([2, 2, 1], pages);
        Assert.Equal(created.Select(Id), entries.Select(Id));
        Assert.Contains("$deltatoken=", link, StringComparison.Ordinal);
        Assert.DoesNotContain("startDateTime", link, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_size_is_asked_for_on_every_page()
    {
        await CreateMany(14);

        var first = await Get(Window, $"{Immutable}, odata.maxpagesize=2");
        var second = await Get(Next(first)!, Immutable);

        Assert.Equal("IdType=\"ImmutableId\", odata.maxpagesize=2", first.Headers["Preference-Applied"]);
        Assert.Equal((2, 10), (first.Values.Count, second.Values.Count));
    }

    [Fact]
    public async Task A_later_round_tells_what_changed_and_what_went()
    {
        var created = await CreateMany(4);
        var (_, _, link) = await Round(Window);

        var quiet = await Round(link);
        await Patch($"{Events}/{Id(created[0])}", new JsonObject { ["subject"] = "Moved" });
        await Delete($"{Events}/{Id(created[1])}");
        await Patch(
            $"{Events}/{Id(created[2])}",
            new JsonObject { ["start"] = At("2028-01-01T10:00:00", "UTC"), ["end"] = At("2028-01-01T11:00:00", "UTC") });
        var added = await Created(Masterclass());
        var (entries, pages, _) = await Round(quiet.DeltaLink, pageSize: 2);

        Assert.Empty(quiet.Entries);
        Assert.Equal([2, 2], pages);
        Assert.Equal([Id(created[0]), Id(created[1]), Id(created[2]), Id(added)], entries.Select(Id));
        Assert.Equal([false, true, true, false], entries.Select(entry => entry.ContainsKey("@removed")));
        Assert.Equal("deleted", entries[1]["@removed"]!["reason"]!.GetValue<string>());
        Assert.Equal("Moved", entries[0]["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_changes_during_a_round_is_told_in_the_next()
    {
        var created = await CreateMany(3);
        var first = await Get(Window, $"{Immutable}, odata.maxpagesize=2");
        await Patch($"{Events}/{Id(created[0])}", new JsonObject { ["subject"] = "Moved" });

        var (_, _, link) = await Round(Next(first)!);
        var (entries, _, _) = await Round(link);

        Assert.Equal([Id(created[0])], entries.Select(Id));
    }

    [Fact]
    public async Task A_link_can_be_followed_again()
    {
        var created = await CreateMany(1);
        var (_, _, link) = await Round(Window);
        await Patch($"{Events}/{Id(created[0])}", new JsonObject { ["subject"] = "Moved" });

        Assert.Equal((await Round(link)).Entries.Select(Id), (await Round(link)).Entries.Select(Id));
    }

    [Fact]
    public async Task Both_spellings_of_the_function_are_answered()
    {
        await CreateMany(1);

        Assert.Single((await Get(Window.Replace("delta?", "delta()?", StringComparison.Ordinal))).Values);
    }

    [Theory]
    [InlineData("&$select=subject")]
    [InlineData("&$filter=subject eq 'x'")]
    [InlineData("&$orderby=subject")]
    [InlineData("&$expand=singleValueExtendedProperties")]
    public async Task Shaping_a_delta_is_refused(string option)
    {
        Assert.Equal("ErrorInvalidUrlQuery", (await Get(Window + option)).ErrorCode);
    }

    [Fact]
    public async Task A_window_is_needed_at_first()
    {
        Assert.Equal("ErrorInvalidParameter", (await Get($"users/{Programme}/calendarView/delta")).ErrorCode);
        Assert.Equal(400, (await Get($"users/{Programme}/calendarView/delta?$deltatoken=nonsense")).Status);
    }

    [Fact]
    public async Task An_expired_token_is_gone_and_a_new_round_starts_over()
    {
        await CreateMany(1);
        var (_, _, link) = await Round(Window);
        Simulator.Modes = new() { DeltaGone = true };

        var gone = await Get(link);
        var (entries, _, _) = await Round(Window);

        Assert.Equal((410, "SyncStateNotFound"), (gone.Status, gone.ErrorCode));
        Assert.Single(entries);
    }

    [Fact]
    public async Task A_token_does_not_outlive_its_store()
    {
        var (_, _, link) = await Round(Window);

        Simulator.Reset();

        Assert.Equal(410, (await Get(link)).Status);
    }

    [Fact]
    public async Task Pages_can_be_empty_or_come_twice()
    {
        await CreateMany(3);

        Simulator.Modes = new() { EmptyPages = true };
        Assert.Equal([0, 2, 0, 1], (await Round(Window, pageSize: 2)).Pages);
        Simulator.Modes = new() { RepeatedPages = true };
        Assert.Equal([2, 2, 1, 1], (await Round(Window, pageSize: 2)).Pages);
        Simulator.Modes = new() { EmptyPages = true, RepeatedPages = true };
        Assert.Equal([0, 2, 2, 0, 1, 1], (await Round(Window, pageSize: 2)).Pages);
    }

    [Fact]
    public async Task A_next_link_can_lead_to_itself()
    {
        await CreateMany(1);
        Simulator.Modes = new() { LoopingNextLink = true };

        var first = await Get(Window);
        var second = await Get(Next(first)!);
        Simulator.Modes = new();
        var third = await Get(Next(second)!);

        Assert.Equal(Next(first), Next(second));
        Assert.NotNull(Last(third));
    }
}
