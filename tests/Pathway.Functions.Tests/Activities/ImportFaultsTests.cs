using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Testing;
using static Pathway.Functions.Tests.Activities.ImportDriver;

namespace Pathway.Functions.Tests.Activities;

public sealed class ImportFaultsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_nothing_of_a_spreadsheet_with_faults_and_tells_each_with_its_line_and_column()
    {
        await using var app = await AppUnderTest.StartAsync();
        const string Faulty = "kind,title,start,end,online\nmasterclass,Fine,2026-12-09T10:00,2026-12-09T11:00,no\nseminar,\"Two\nlines\",2026-12-09T10:00,2026-12-09T09:00,perhaps\nproject,Fine,2026-12-09T10:00,2026-12-10T10:00,no\n";

        using var response = await SendAsync(app, Faulty, "text/csv", "");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["3 end /end", "3 kind /kind", "3 online /online", "5 id /id"],
            await FaultsAsync(response));
        Assert.Equal(
            0,
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("", "text/csv", "1  ")]
    [InlineData("kind,colour\n", "text/csv", "1 colour ")]
    [InlineData(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Weekly\nDTSTART:20270607T100000\nDTEND:20270607T110000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR",
        "text/calendar",
        "6 RRULE ")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:A day\nDTSTART;VALUE=DATE:20270607\nDTEND:20270608T110000\nEND:VEVENT",
        "text/calendar",
        "3 DTSTART /start")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Mars\nDTSTART;TZID=Mars:20270607T100000\nDTEND;TZID=Mars:20270607T110000\nEND:VEVENT",
        "text/calendar",
        "3 DTSTART /timeZone")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Nowhere\nDTSTART:20270607T100000\nDTEND;TZID=Nowhere:20270607T110000\nEND:VEVENT",
        "text/calendar",
        "4 DTEND /timeZone")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Endless\nDTSTART:20270607T100000\nDURATION:P99999999D\nEND:VEVENT",
        "text/calendar",
        "4 DURATION /end")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Back\nDTSTART:20270607T100000\nDURATION:-PT1H\nEND:VEVENT",
        "text/calendar",
        "4 DURATION /end")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Nothing\nDTSTART:20270607T100000\nDURATION:PT\nEND:VEVENT",
        "text/calendar",
        "4 DURATION /end")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Last day\nDTSTART:99991231T230000Z\nDTEND:99991231T235900Z\nEND:VEVENT",
        "text/calendar",
        "3 DTSTART /start|4 DTEND /end")]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:Last week\nDTSTART:99991231T100000\nDURATION:P1W\nEND:VEVENT",
        "text/calendar",
        "3 DTSTART /start")]
    [InlineData("kind,title,start,end\nmasterclass,Typo,2026-12-09 10:00,9999-12-31 11:00\n", "text/csv", "2 end /end")]
    [InlineData(
        "kind,title,start,end,milestones\nproject,Typo,2026-12-09 10:00,2026-12-10 11:00,Final=1027-01-05\n",
        "text/csv",
        "2 milestones /milestones/0/at")]
    [InlineData("kind,title,start,end\n", "text/csv", "1  ")]
    [InlineData("kind,title,start,end\n,,,\n", "text/csv", "1  ")]
    public async Task Tells_where_the_fault_is(string text, string type, string fault)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(app, text, type, "");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(fault.Split('|'), await FaultsAsync(response));
    }

    [Theory]
    [InlineData(
        "BEGIN:VEVENT\nSUMMARY:A day\nDTSTART;VALUE=DATE:20270607\nDTEND:20270608T110000\nEND:VEVENT",
        "text/calendar",
        "day without a time")]
    [InlineData(
        "kind,title,start,end\nmasterclass,A day,2026-12-09,2026-12-09 11:00\n", "text/csv", "day without a time")]
    [InlineData("kind,title,start,end\nmasterclass,Excel,soon,2027-01-12 15:00\n", "text/csv", "2026-12-02T10:00:00")]
    [InlineData("kind,title,start,end\nmasterclass,Excel,46428.583,2027-01-12 15:00\n", "text/csv", "dd/mm/yyyy hh:mm")]
    [InlineData(
        "kind,title,start,end\nmasterclass,Excel,Tue 13/01/2027 14:00,2027-01-13 15:00\n",
        "text/csv",
        "day of the week")]
    [InlineData("kind,title,start,end\nmasterclass,Excel,#######,2027-01-13 15:00\n", "text/csv", "wider")]
    [InlineData(
        "kind,title,start,end\nmasterclass,Excel,#N/A,2027-01-13 15:00\n", "text/csv", "error of the spreadsheet")]
    [InlineData(
        "kind,title,start,end\nmasterclass,Excel,2027-01-13 15:00,31/02/2027 16:00\n",
        "text/csv",
        "is not a date and a time")]
    [InlineData("kind,title,start,end\nmasterclass,Nothing,,2027-01-12 15:00\n", "text/csv", "is required")]
    public async Task Says_what_is_wrong_with_a_time(string text, string type, string reason)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(app, text, type, "");

        var fault = Assert.Single(
            (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateArray());
        Assert.Contains(reason, fault.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            reason == "is required",
            fault.GetProperty("reason").GetString()!.StartsWith("is required", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "text/csv",
        "kind,title,start,end\nmasterclass,Sant\u00c3\u00a9,2026-12-09 10:00,2026-12-09 11:00\nmasterclass,Sant\u00e9,2026-12-09 10:00,2026-12-09 11:00\n",
        3)]
    [InlineData("text/csv", "kind,title,start,end\nmasterclass,Sant\u0081,2026-12-09 10:00,2026-12-09 11:00\n", 2)]
    [InlineData(
        "text/calendar", "BEGIN:VEVENT\nSUMMARY:Sant\u00e9\nDTSTART:20270607T100000\nDURATION:PT1H\nEND:VEVENT\n", 2)]
    public async Task Refuses_letters_that_cannot_be_read_and_names_their_line(string type, string bytes, int line)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(app, Encoding.Latin1.GetBytes(bytes), type);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([$"{line}  "], await FaultsAsync(response));
    }

    [Fact]
    public async Task Takes_no_other_kind_of_file()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(app, "{}", "application/json", "");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Tells_the_first_hundred_faults_of_a_file_and_how_many_more_there_are()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(
            app, "BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat("bad\n", 150_000)), "text/calendar", "");

        var problem = await response.Content.ReadAsStringAsync(Cancellation);
        var told = JsonDocument.Parse(problem).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            (100, 149_900), (told.GetProperty("errors").GetArrayLength(), told.GetProperty("more").GetInt32()));
        Assert.Equal(
            (2, 101),
            (told.GetProperty("errors")[0].GetProperty("line").GetInt32(), told.GetProperty("errors")[99].GetProperty("line").GetInt32()));
        Assert.True(problem.Length < 20_000, $"{problem.Length}");
    }
}
