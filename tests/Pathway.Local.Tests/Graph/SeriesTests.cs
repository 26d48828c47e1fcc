using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

/// <summary>Events that repeat, as masters and as the days in which people see them.</summary>
public sealed class SeriesTests : GraphSimulatorTest
{
    private const string A = "a@college.example.org";
    private const string B = "b@college.example.org";
    private const string Term = "startDateTime=2026-09-01T00:00:00Z&endDateTime=2027-07-31T00:00:00Z";
    private const string View = $"users/{Programme}/calendarView?{Term}&$top=100";

    private static JsonObject Weekly(int times, string from = "2026-12-01", params string[] days) => new()
    {
        ["pattern"] = new JsonObject { ["type"] = "weekly", ["interval"] = 1, ["daysOfWeek"] = new JsonArray([.. (days is [] ? ["tuesday"] : days).Select(day => JsonValue.Create(day))]) },
        ["range"] = new JsonObject { ["type"] = "numbered", ["startDate"] = from, ["numberOfOccurrences"] = times },
    };

    private static JsonObject Repeating(JsonObject recurrence, params string[] attendees)
    {
        var body = Masterclass(attendees);
        body["recurrence"] = recurrence;
        return body;
    }

    private async Task<IReadOnlyList<JsonObject>> Days(JsonObject master) =>
        (await Get($"{Events}/{Id(master)}/instances?{Term}&$top=100")).Values;

    private static string Start(JsonObject item) => item["start"]!["dateTime"]!.GetValue<string>()[..16];

    private static string Type(JsonObject item) => item["type"]!.GetValue<string>();

    [Fact]
    public async Task A_series_is_one_master_in_the_list_and_its_days_in_the_view()
    {
        var master = await Created(Repeating(Weekly(3), A));

        var listed = await Get(Events);
        var view = await Get(View);

        Assert.Equal(
            ("seriesMaster", 3),
            (Type(master), master["recurrence"]!["range"]!["numberOfOccurrences"]!.GetValue<int>()));
        Assert.Equal([Id(master)], listed.Values.Select(Id));
        Assert.Equal(["2026-12-01T10:00", "2026-12-08T10:00", "2026-12-15T10:00"], view.Values.Select(Start));
        Assert.All(
            view.Values,
            day => Assert.Equal(("occurrence", Id(master)), (Type(day), day["seriesMasterId"]!.GetValue<string>())));
        Assert.Equal(view.Values.Select(Id), (await Days(master)).Select(Id));
        Assert.Equal([$"invite {A}"], Mailed());
    }

    [Fact]
    public async Task The_hour_stays_when_the_clocks_change()
    {
        var spring = Repeating(Weekly(2, "2027-03-23"));
        (spring["start"], spring["end"]) = (At("2027-03-23T10:00:00", "Europe/London"), At("2027-03-23T11:00:00", "Europe/London"));
        var autumn = Repeating(Weekly(2, "2026-10-20"));
        (autumn["start"], autumn["end"]) = (At("2026-10-20T09:00:00", "UTC"), At("2026-10-20T10:00:00", "UTC"));
        autumn["recurrence"]!["range"]!["recurrenceTimeZone"] = "GMT Standard Time";

        await Created(spring);
        await Created(autumn);

        Assert.Equal(
            ["2027-03-23T10:00", "2027-03-30T09:00", "2026-10-20T09:00", "2026-10-27T10:00"],
            (await Get(View)).Values.Select(Start));
    }

    [Theory]
    [InlineData("""{"type":"daily","interval":2}""", "2026-12-01,2026-12-03,2026-12-05")]
    [InlineData("""{"type":"weekly","interval":2,"daysOfWeek":["tuesday","thursday"],"firstDayOfWeek":"monday"}""", "2026-12-01,2026-12-03,2026-12-15")]
    [InlineData("""{"type":"weekly","interval":1,"daysOfWeek":["friday"]}""", "2026-12-04,2026-12-11,2026-12-18")]
    [InlineData("""{"type":"absoluteMonthly","interval":1,"dayOfMonth":31}""", "2026-12-31,2027-01-31,2027-02-28")]
    [InlineData("""{"type":"relativeMonthly","interval":1,"daysOfWeek":["monday"],"index":"last"}""", "2026-12-28,2027-01-25,2027-02-22")]
    [InlineData("""{"type":"absoluteYearly","interval":1,"dayOfMonth":2,"month":12}""", "2026-12-02,2027-12-02,2028-12-02")]
    public async Task Every_pattern_has_its_days(string pattern, string days)
    {
        var recurrence = Weekly(3);
        recurrence["pattern"] = JsonNode.Parse(pattern);

        var master = await Created(Repeating(recurrence));
        var found = await Get(
            $"{Events}/{Id(master)}/instances?startDateTime=2026-09-01T00:00:00Z&endDateTime=2030-01-01T00:00:00Z");

        Assert.Equal(days, string.Join(',', found.Values.Select(day => Start(day)[..10])));
        Assert.Equal(Start(found.Values[0]), Start(master));
    }

    [Theory]
    [InlineData("""{"pattern":{"type":"weekly","interval":1},"range":{"type":"noEnd","startDate":"2026-12-01"}}""", "ErrorPropertyValidationFailure")]
    [InlineData("""{"pattern":{"type":"daily","interval":0},"range":{"type":"noEnd","startDate":"2026-12-01"}}""", "ErrorPropertyValidationFailure")]
    [InlineData("""{"pattern":{"type":"daily","interval":1},"range":{"type":"noEnd","startDate":"2026-12-02"}}""", "ErrorPropertyValidationFailure")]
    [InlineData("""{"pattern":{"type":"daily","interval":1},"range":{"type":"numbered","startDate":"2026-12-01"}}""", "ErrorPropertyValidationFailure")]
    [InlineData("""{"pattern":{"type":"daily","interval":1},"range":{"type":"endDate","startDate":"2026-12-01","endDate":"2026-11-01"}}""", "ErrorPropertyValidationFailure")]
    [InlineData("""{"pattern":{"type":"daily","interval":1}}""", "ErrorPropertyValidationFailure")]
    [InlineData("""{"pattern":{"type":"fortnightly","interval":1},"range":{"type":"noEnd","startDate":"2026-12-01"}}""", "RequestBodyRead")]
    [InlineData("""{"pattern":{"type":"weekly","interval":1,"daysOfWeek":["Tue"]},"range":{"type":"noEnd","startDate":"2026-12-01"}}""", "RequestBodyRead")]
    [InlineData("""{"pattern":{"type":"daily","every":1},"range":{"type":"noEnd","startDate":"2026-12-01"}}""", "RequestBodyRead")]
    public async Task A_recurrence_that_says_too_little_or_something_else_is_refused(string recurrence, string code)
    {
        var answer = await Post(Events, Repeating(JsonNode.Parse(recurrence)!.AsObject(), A));

        Assert.Equal((400, code), (answer.Status, answer.ErrorCode));
        Assert.Empty(Simulator.Mail);
    }

    [Fact]
    public async Task One_day_is_changed_by_itself_and_tells_everybody_of_it_alone()
    {
        var master = await Created(Repeating(Weekly(3), A, B));
        var days = await Days(master);

        var patched = await Patch(
            $"{Events}/{Id(days[1])}",
            new JsonObject { ["start"] = At("2026-12-09T14:00:00", "Europe/London"), ["end"] = At("2026-12-09T15:00:00", "Europe/London") });
        var after = await Days(master);

        Assert.Equal((200, "exception", Id(days[1])), (patched.Status, Type(patched.Json), Id(patched.Json)));
        Assert.Equal(["2026-12-01T10:00", "2026-12-09T14:00", "2026-12-15T10:00"], after.Select(Start));
        Assert.Equal(
            "2026-12-08T10:00:00.0000000Z",
            (await Get($"{Events}/{Id(days[1])}?$select=originalStart")).Json["originalStart"]!.GetValue<string>());
        Assert.Equal([$"update {A}", $"update {B}"], Mailed(after: 2));
    }

    [Fact]
    public async Task A_day_cannot_pass_its_neighbour_or_repeat()
    {
        var days = await Days(await Created(Repeating(Weekly(3))));

        var crossing = await Patch(
            $"{Events}/{Id(days[0])}",
            new JsonObject { ["start"] = At("2026-12-08T08:00:00", "UTC"), ["end"] = At("2026-12-08T09:00:00", "UTC") });
        var repeating = await Patch($"{Events}/{Id(days[0])}", new JsonObject { ["recurrence"] = Weekly(2) });

        Assert.Equal("ErrorOccurrenceCrossingBoundary", crossing.ErrorCode);
        Assert.Equal("ErrorPropertyValidationFailure", repeating.ErrorCode);
        Assert.All((await Get(View)).Values, day => Assert.Equal("occurrence", Type(day)));
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("")]
    public async Task One_day_is_called_off_by_itself(string action)
    {
        var master = await Created(Repeating(Weekly(3), A));
        var path = $"{Events}/{Id((await Days(master))[1])}";

        var answer = action == ""
            ? await Delete(path)
            : await Post($"{path}/cancel", new JsonObject { ["comment"] = "No speaker." });

        Assert.Equal(action == "" ? 204 : 202, answer.Status);
        Assert.Equal(["2026-12-01T10:00", "2026-12-15T10:00"], (await Days(master)).Select(Start));
        Assert.Equal(404, (await Get(path)).Status);
        Assert.Equal(
            [$"OID.{Id(master)}.2026-12-08"],
            (await Get($"{Events}/{Id(master)}?$select=cancelledOccurrences")).Json["cancelledOccurrences"]!.AsArray().Select(id => id!.GetValue<string>()));
        Assert.Equal([$"cancel {A}"], Mailed(after: 1));
    }

    [Fact]
    public async Task A_change_of_the_series_reaches_what_a_day_has_not_changed_itself()
    {
        var master = await Created(Repeating(Weekly(3), A));
        await Patch($"{Events}/{Id((await Days(master))[1])}", new JsonObject { ["subject"] = "With a guest" });

        await Patch(
            $"{Events}/{Id(master)}",
            new JsonObject { ["subject"] = "Burns", ["location"] = new JsonObject { ["displayName"] = "Hall" } });
        var days = await Days(master);

        Assert.Equal(["Burns", "With a guest", "Burns"], days.Select(day => day["subject"]!.GetValue<string>()));
        Assert.All(days, day => Assert.Equal("Hall", day["location"]!["displayName"]!.GetValue<string>()));
        Assert.Equal(3, Simulator.Mail.Count);
    }

    [Fact]
    public async Task One_day_is_answered_by_itself_and_keeps_the_answer_when_somebody_joins()
    {
        var master = await Created(Repeating(Weekly(2), A));
        var day = Id((await Days(master))[1]);

        await Control(
            HttpMethod.Post,
            "respond",
            new JsonObject { ["eventId"] = day, ["attendee"] = A, ["response"] = "declined" });
        await Patch($"{Events}/{Id(master)}", new JsonObject { ["attendees"] = People(A, B) });
        var days = await Days(master);

        Assert.Equal(
            ["none none", "declined none"],
            days.Select(each => string.Join(' ', each["attendees"]!.AsArray().Select(attendee => attendee!["status"]!["response"]!.GetValue<string>()))));
        Assert.Equal([$"invite {A}", $"invite {B}"], Mailed());
    }

    [Fact]
    public async Task Another_hour_or_pattern_forgets_what_was_changed_singly()
    {
        var master = await Created(Repeating(Weekly(3)));
        var days = await Days(master);
        await Patch($"{Events}/{Id(days[1])}", new JsonObject { ["subject"] = "With a guest" });
        await Delete($"{Events}/{Id(days[2])}");

        await Patch(
            $"{Events}/{Id(master)}",
            new JsonObject { ["start"] = At("2026-12-01T14:00:00", "Europe/London"), ["end"] = At("2026-12-01T15:00:00", "Europe/London") });
        var moved = await Days(master);
        await Patch($"{Events}/{Id(master)}", new JsonObject { ["recurrence"] = Weekly(2) });
        var shorter = await Days(master);
        await Patch($"{Events}/{Id(master)}", new JsonObject { ["recurrence"] = null });
        var single = (await Get(View)).Values;

        Assert.Equal(["2026-12-01T14:00", "2026-12-08T14:00", "2026-12-15T14:00"], moved.Select(Start));
        Assert.All(moved, day => Assert.Equal("occurrence", Type(day)));
        Assert.Equal(days.Take(2).Select(Id), shorter.Select(Id));
        Assert.Equal(["singleInstance"], single.Select(Type));
    }

    [Fact]
    public async Task The_whole_series_ends_with_one_mail_a_person()
    {
        var master = await Created(Repeating(Weekly(3), A, B));

        await Delete($"{Events}/{Id(master)}");

        Assert.Empty((await Get(View)).Values);
        Assert.Equal([$"cancel {A}", $"cancel {B}"], Mailed(after: 2));
    }

    [Fact]
    public async Task Instances_are_a_series_own_and_need_a_window()
    {
        var single = await Created(Masterclass());
        var master = await Created(Repeating(Weekly(30)));

        var first = await Get($"{Events}/{Id(master)}/instances?{Term}");
        var next = await Get(first.Json["@odata.nextLink"]!.GetValue<string>());

        Assert.Equal((10, 10), (first.Values.Count, next.Values.Count));
        Assert.Equal(400, (await Get($"{Events}/{Id(single)}/instances?{Term}")).Status);
        Assert.Equal(400, (await Get($"{Events}/{Id(master)}/instances")).Status);
    }

    [Fact]
    public async Task A_series_made_in_outlook_shows_on_the_page_day_by_day()
    {
        var made = await Control(HttpMethod.Post, "series", JsonNode.Parse($$$"""
            {"mailbox":"{{{Programme}}}","subject":"Clinical skills","category":"Pathway","weekly":{"day":"tuesday","from":"2026-11-25","times":3},"attendees":["{{{A}}}"]}
            """));
        var second = made.Json["occurrences"]![1]!["eventId"]!.GetValue<string>();
        await Control(HttpMethod.Post, "remove", new JsonObject { ["eventId"] = second });
        var page = await Http.GetStringAsync("/", TestContext.Current.CancellationToken);
        var mail = await Http.GetAsync($"/event/{made.Json["eventId"]}", TestContext.Current.CancellationToken);

        Assert.Equal(
            ["2026-12-01", "2026-12-08", "2026-12-15"],
            made.Json["occurrences"]!.AsArray().Select(day => day!["start"]!.GetValue<string>()[..10]));
        Assert.Equal(
            ["Pathway"],
            (await Get(View)).Values[0]["categories"]!.AsArray().Select(category => category!.GetValue<string>()));
        Assert.Contains("id=\"d2026-12-01\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"d2026-12-15\"", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split(">Cancelled<").Length);
        Assert.Equal(System.Net.HttpStatusCode.OK, mail.StatusCode);
        Assert.Equal([$"cancel {A}", $"invite {A}"], Mailed());
    }
}
