using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class EventQueryTests : GraphSimulatorTest
{
    [Fact]
    public async Task An_extended_property_finds_its_event_and_shows_only_when_expanded()
    {
        await Created(Masterclass());
        var body = Masterclass();
        body["singleValueExtendedProperties"] = new JsonArray(
            new JsonObject { ["id"] = ActivityProperty.Replace("b3c1", "B3C1", StringComparison.Ordinal), ["value"] = "wound-care/0" });
        var created = await Created(body);

        var filter = Uri.EscapeDataString(
            $"singleValueExtendedProperties/Any(ep: ep/id eq '{ActivityProperty}' and ep/value eq 'wound-care/0')");
        var expand = Uri.EscapeDataString($"singleValueExtendedProperties($filter=id eq '{ActivityProperty}')");
        var found = await Get($"{Events}?$filter={filter}");
        var expanded = await Get($"{Events}?$filter={filter}&$select=id,subject&$expand={expand}");
        var other = await Get($"{Events}?$filter={filter.Replace("wound-care", "diabetes", StringComparison.Ordinal)}");

        Assert.False(created.ContainsKey("singleValueExtendedProperties"));
        Assert.Equal([Id(created)], found.Values.Select(Id));
        Assert.False(found.Values[0].ContainsKey("singleValueExtendedProperties"));
        Assert.Equal(
            "wound-care/0", expanded.Values[0]["singleValueExtendedProperties"]![0]!["value"]!.GetValue<string>());
        Assert.Equal(
            ["@odata.etag", "id", "subject", "singleValueExtendedProperties"],
            expanded.Values[0].Select(property => property.Key));
        Assert.Empty(other.Values);
    }

    [Fact]
    public async Task Lists_by_ten_unless_asked_and_links_to_the_next()
    {
        for (var n = 0; n < 12; n++)
            await Created(Masterclass());

        var first = await Get(Events);
        var second = await Get(first.Json["@odata.nextLink"]!.GetValue<string>());
        var all = await Get($"{Events}?$top=50&$count=true");

        Assert.Equal(10, first.Values.Count);
        Assert.Equal(2, second.Values.Count);
        Assert.False(second.Json.ContainsKey("@odata.nextLink"));
        Assert.Equal(12, first.Values.Concat(second.Values).Select(Id).Distinct().Count());
        Assert.Equal(12, all.Values.Count);
        Assert.Equal(12, all.Json["@odata.count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("start/dateTime ge '2026-12-02T00:00:00'", "B")]
    [InlineData("start/dateTime ge '2026-12-01T10:00:00Z' and end/dateTime le '2026-12-01T11:00:00Z'", "A")]
    [InlineData("subject eq 'B'", "B")]
    [InlineData("not (startswith(subject,'A'))", "B")]
    [InlineData("contains(subject,'a') or subject eq 'nothing'", "A")]
    [InlineData("categories/any(c:c eq 'Pathway')", "B")]
    [InlineData("isAllDay eq true", "")]
    [InlineData("lastModifiedDateTime ge 2026-11-23T09:00:00Z", "A,B")]
    public async Task Filters_as_outlook_does(string filter, string expected)
    {
        var (a, b) = (Masterclass(), Masterclass());
        a["subject"] = "A";
        (b["subject"], b["start"], b["end"], b["categories"]) = ("B", At("2026-12-03T10:00:00", "UTC"), At("2026-12-03T11:00:00", "UTC"), new JsonArray("Pathway"));
        await Created(a);
        await Created(b);

        var found = await Get($"{Events}?$filter={Uri.EscapeDataString(filter)}&$orderby=subject");

        Assert.Equal(expected, string.Join(',', found.Values.Select(item => item["subject"]!.GetValue<string>())));
    }

    [Fact]
    public async Task Finds_by_ical_uid_and_orders()
    {
        var first = await Created(Masterclass());
        var late = Masterclass();
        (late["start"], late["end"]) = (At("2026-12-05T10:00:00", "UTC"), At("2026-12-05T11:00:00", "UTC"));
        var second = await Created(late);

        var found = await Get($"{Events}?$filter=iCalUId eq '{first["iCalUId"]}'");
        var ordered = await Get($"{Events}?$orderby=start/dateTime desc");

        Assert.Equal([Id(first)], found.Values.Select(Id));
        Assert.Equal([Id(second), Id(first)], ordered.Values.Select(Id));
    }

    [Theory]
    [InlineData("$filter=nonsense eq 1")]
    [InlineData("$filter=subject eq")]
    [InlineData("$filter=subject like 'a'")]
    [InlineData("$filter=geo.distance(subject,'x') lt 1")]
    [InlineData("$select=nonsense")]
    [InlineData("$top=many")]
    [InlineData("$expand=attachments")]
    public async Task A_query_that_cannot_be_read_is_refused(string query)
    {
        await Created(Masterclass());

        Assert.Equal(400, (await Get($"{Events}?{query}")).Status);
    }

    [Fact]
    public async Task A_calendar_view_has_what_overlaps_its_window()
    {
        await Created(Masterclass());
        var window = (string start, string end) => Get(
            $"users/{Programme}/calendarView?startDateTime={start}&endDateTime={end}");

        Assert.Single((await window("2026-12-01T10:30:00Z", "2026-12-01T10:45:00Z")).Values);
        Assert.Empty((await window("2026-12-01T11:00:00Z", "2026-12-02T00:00:00Z")).Values);
        Assert.Empty((await window("2026-11-01T00:00:00Z", "2026-12-01T10:00:00Z")).Values);
        Assert.Single((await window("2026-12-01T12:00:00%2B02:00", "2026-12-01T12:30:00%2B02:00")).Values);
        Assert.Equal("ErrorInvalidParameter", (await Get($"users/{Programme}/calendarView")).ErrorCode);
        Assert.Equal(400, (await window("2026-01-01T00:00:00Z", "2032-01-01T00:00:00Z")).Status);
    }
}
