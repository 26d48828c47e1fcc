using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class EventTests : GraphSimulatorTest
{
    [Fact]
    public async Task A_new_event_has_the_documented_defaults()
    {
        var created = await Created(Masterclass("a@college.example.org"));

        Assert.Equal(15, created["reminderMinutesBeforeStart"]!.GetValue<int>());
        Assert.All(
            new[] { "isReminderOn", "responseRequested", "allowNewTimeProposals", "isOrganizer" },
            name => Assert.True(created[name]!.GetValue<bool>()));
        Assert.All(
            new[] { "hideAttendees", "isAllDay", "isCancelled", "isOnlineMeeting", "isDraft" },
            name => Assert.False(created[name]!.GetValue<bool>()));
        Assert.Equal("busy", created["showAs"]!.GetValue<string>());
        Assert.Equal("normal", created["sensitivity"]!.GetValue<string>());
        Assert.Equal("organizer", created["responseStatus"]!["response"]!.GetValue<string>());
        Assert.Equal("none", created["attendees"]![0]!["status"]!["response"]!.GetValue<string>());
        Assert.Equal($"W/\"{created["changeKey"]}\"", created["@odata.etag"]!.GetValue<string>());
        Assert.Equal(Programme, created["organizer"]!["emailAddress"]!["address"]!.GetValue<string>());
        Assert.False(created.ContainsKey("uid"));
    }

    [Theory]
    [InlineData("Europe/London", "2026-07-01T10:00", "UTC", "2026-07-01T09:00:00.0000000")]
    [InlineData("GMT Standard Time", "2026-12-01T10:00:00", "UTC", "2026-12-01T10:00:00.0000000")]
    [InlineData("GMT Standard Time", "2026-07-01T10:00:00", "W. Europe Standard Time", "2026-07-01T11:00:00.0000000")]
    [InlineData("UTC", "2026-10-25T00:30:00", "Europe/London", "2026-10-25T01:30:00.0000000")]
    [InlineData("UTC", "2026-10-25T01:30:00", "Europe/London", "2026-10-25T01:30:00.0000000")]
    public async Task Times_come_back_in_the_preferred_zone(
        string given, string local, string preferred, string expected)
    {
        var body = Masterclass();
        body["start"] = At(local, given);
        body["end"] = At(local, given);
        var created = await Created(body);

        var read = await Get($"{Events}/{Id(created)}", $"{Immutable}, outlook.timezone=\"{preferred}\"");

        Assert.Equal(expected, read.Json["start"]!["dateTime"]!.GetValue<string>());
        Assert.Equal(preferred, read.Json["start"]!["timeZone"]!.GetValue<string>());
        Assert.Equal(given, read.Json["originalStartTimeZone"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_unknown_zone_is_refused_in_the_event_and_in_the_preference()
    {
        var body = Masterclass();
        body["start"] = At("2026-12-01T10:00:00", "Europe/Atlantis");

        var inEvent = await Post(Events, body);
        var inHeader = await Get(Events, "outlook.timezone=\"Atlantis Standard Time\"");

        Assert.Equal((400, "TimeZoneNotSupportedException"), (inEvent.Status, inEvent.ErrorCode));
        Assert.Equal((400, "TimeZoneNotSupportedException"), (inHeader.Status, inHeader.ErrorCode));
    }

    [Fact]
    public async Task An_all_day_event_is_midnight_in_every_zone()
    {
        var body = Masterclass();
        (body["isAllDay"], body["start"], body["end"]) = (true, At("2026-12-01T00:00:00", "Europe/London"), At("2026-12-02T00:00:00", "Europe/London"));
        var created = await Created(body);

        var read = await Get($"{Events}/{Id(created)}", $"{Immutable}, outlook.timezone=\"Tokyo Standard Time\"");

        Assert.Equal("2026-12-01T00:00:00.0000000", read.Json["start"]!["dateTime"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2026-12-01T09:00:00", "2026-12-02T00:00:00")]
    [InlineData("2026-12-01T00:00:00", "2026-12-01T12:00:00")]
    [InlineData("2026-12-01T00:00:00", "2026-12-01T00:00:00")]
    public async Task An_all_day_event_needs_whole_days(string start, string end)
    {
        var body = Masterclass();
        (body["isAllDay"], body["start"], body["end"]) = (true, At(start, "UTC"), At(end, "UTC"));

        Assert.Equal(400, (await Post(Events, body)).Status);
    }

    [Fact]
    public async Task An_end_before_the_start_is_refused()
    {
        var body = Masterclass();
        body["end"] = At("2026-12-01T09:00:00", "Europe/London");

        var answer = await Post(Events, body);

        Assert.Equal((400, "ErrorCalendarEndDateIsEarlierThanStartDate"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData("uid", "\"x\"")]
    [InlineData("isAllDay", "\"yes\"")]
    [InlineData("showAs", "\"away\"")]
    [InlineData("start", "\"2026-12-01T10:00:00\"")]
    [InlineData("attendees", "\"a@college.example.org\"")]
    [InlineData("location", "\"Hall\"")]
    [InlineData("body", """{"contentType":"html","content":1}""")]
    [InlineData("transactionId", "1")]
    [InlineData("singleValueExtendedProperties", """[{"id":"PathwayActivity","value":"x"}]""")]
    public async Task A_property_that_does_not_exist_or_fit_is_refused(string name, string value)
    {
        var body = Masterclass();
        body[name] = JsonNode.Parse(value);

        Assert.Equal(400, (await Post(Events, body)).Status);
        Assert.Empty(Simulator.Mail);
    }

    [Theory]
    [InlineData("attachments", "[{}]", 501)]
    [InlineData("recurrence", "null", 201)]
    [InlineData("iCalUId", "\"given\"", 201)]
    [InlineData("@odata.type", "\"#microsoft.graph.event\"", 201)]
    public async Task What_is_not_modelled_is_said_and_what_is_read_only_is_ignored(
        string name, string value, int status)
    {
        var body = Masterclass();
        body[name] = JsonNode.Parse(value);

        var answer = await Post(Events, body);

        Assert.Equal(status, answer.Status);
        Assert.NotEqual("given", answer.Json["iCalUId"]?.GetValue<string>());
    }

    [Fact]
    public async Task Five_hundred_attendees_are_taken_and_one_more_is_not()
    {
        string[] many = [.. Enumerable.Range(0, 501).Select(n => $"learner{n}@college.example.org")];

        Assert.Equal(201, (await Post(Events, Masterclass(many[..500]))).Status);
        Assert.Equal(400, (await Post(Events, Masterclass(many))).Status);
        Assert.Equal(500, Simulator.Mail.Count);
    }

    [Fact]
    public async Task Both_forms_of_an_id_lead_to_the_event_and_to_nobody_elses()
    {
        var created = await Created(Masterclass());

        var ordinary = await Get($"{Events}/{Id(created)}", prefer: null);
        var back = await Get($"users('{Programme}')/events('{Id(ordinary.Json)}')");
        var elsewhere = await Get($"users/other@pathway.example.org/events/{Id(created)}");

        Assert.NotEqual(Id(created), Id(ordinary.Json));
        Assert.Equal(Id(created), Id(back.Json));
        Assert.Equal((404, "ErrorItemNotFound"), (elsewhere.Status, elsewhere.ErrorCode));
    }

    [Fact]
    public async Task A_user_is_one_under_every_name()
    {
        var byAddress = await Get($"users/{Programme}");
        var created = await Created(Masterclass());

        var byId = await Get($"users/{byAddress.Json["id"]}/events/{Id(created)}");
        var byOtherCase = await Get($"users/{Programme.ToUpperInvariant()}");
        var nobody = await Get("users/nobody");

        Assert.Equal(200, byId.Status);
        Assert.Equal(byAddress.Json["id"]!.ToString(), byOtherCase.Json["id"]!.ToString());
        Assert.Equal(Programme, byOtherCase.Json["userPrincipalName"]!.GetValue<string>());
        Assert.Equal(404, nobody.Status);
    }

    [Fact]
    public async Task A_change_makes_a_new_etag_and_a_stale_one_is_refused()
    {
        var created = await Created(Masterclass());
        var etag = created["@odata.etag"]!.GetValue<string>();
        var path = $"{Events}/{Id(created)}";

        var first = await Ask(
            HttpMethod.Patch, path, new JsonObject { ["subject"] = "One" }, Immutable, ("If-Match", etag));
        var second = await Ask(
            HttpMethod.Patch, path, new JsonObject { ["subject"] = "Two" }, Immutable, ("If-Match", etag));
        var read = await Get(path);

        Assert.Equal(200, first.Status);
        Assert.NotEqual(etag, first.Json["@odata.etag"]!.GetValue<string>());
        Assert.Equal((412, "ErrorIrresolvableConflict"), (second.Status, second.ErrorCode));
        Assert.Equal("One", read.Json["subject"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("cancel", 202)]
    [InlineData("", 204)]
    public async Task A_cancelled_or_deleted_event_is_gone(string action, int status)
    {
        var path = $"{Events}/{Id(await Created(Masterclass("a@college.example.org")))}";

        var answer = action == ""
            ? await Delete(path)
            : await Post($"{path}/{action}", new JsonObject { ["comment"] = "The speaker is ill." });
        var read = await Get(path);
        var again = await Delete(path);

        Assert.Equal(status, answer.Status);
        Assert.Equal("", answer.Text);
        Assert.Equal((404, "ErrorItemNotFound"), (read.Status, read.ErrorCode));
        Assert.Equal(
            "The specified object was not found in the store.", read.Json["error"]!["message"]!.GetValue<string>());
        Assert.Equal(404, again.Status);
    }

    [Fact]
    public async Task An_error_carries_its_ids()
    {
        var answer = await Ask(
            HttpMethod.Get,
            $"{Events}/nothing",
            null,
            null,
            ("client-request-id", "0f8fad5b-d9cb-469f-a165-70867728950e"));

        var inner = answer.Json["error"]!["innerError"]!;
        Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", inner["client-request-id"]!.GetValue<string>());
        Assert.Equal(answer.Headers["request-id"], inner["request-id"]!.GetValue<string>());
        Assert.Equal("2026-11-23T09:00:00", inner["date"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_token_nothing_is_told()
    {
        using var response = await Http.GetAsync($"v1.0/{Events}", TestContext.Current.CancellationToken);
        var answer = await Answer.ReadAsync(response);

        Assert.Equal((401, "InvalidAuthenticationToken"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Lists_its_own_calendar_only()
    {
        var calendar = await Post($"users/{Programme}/calendars", new JsonObject { ["name"] = "Rooms" });
        var own = await Post($"users/{Programme}/calendars/{Id(calendar.Json)}/events", Masterclass());
        await Created(Masterclass());

        Assert.Equal(
            [Id(own.Json)], (await Get($"users/{Programme}/calendars/{Id(calendar.Json)}/events")).Values.Select(Id));
        Assert.Single((await Get($"users/{Programme}/calendar/events")).Values);
        Assert.Equal(2, (await Get(Events)).Values.Count);
        Assert.Equal(404, (await Get($"users/{Programme}/calendars/none/events")).Status);
    }
}
