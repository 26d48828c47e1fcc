using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Attendance;

public sealed class CollectAttendanceTests
{
    // Each run has a simulator of its own, which gives meetings and reports ids of its own; a mark is random.
    private static readonly string[] Moments =
    [
        "Attendance.Batches", "Attendance.Meeting", "Attendance.Id", "Invitations.JoinUrl", "Invitations.Mark",
        "Invitations.Shares", "Invitations.Sent",
    ];

    private static readonly AppOptions BeforeTheClass = new() { Now = new(2026, 11, 18, 8, 0, 0, TimeSpan.Zero) };

    [Fact]
    public async Task Counts_who_was_there_at_their_college_and_the_rest_as_elsewhere()
    {
        await using var app = await WithClassAsync();
        await AttendAsync(
            app,
            ("ada@utc-leeds.example.org", 3_000),
            ("grace@students.utc-leeds.example.org", 1_500),
            ("guest@elsewhere.example.com", 3_600),
            ("head@utc-leeds.example.org", 3_600));

        await CollectAsync(app);

        Assert.Equal("attended=2/75/2", await FiguresAsync(app));
        var health = await app.Client.GetFromJsonAsync<JsonElement>(
            "/api/health", TestContext.Current.CancellationToken);
        Assert.Equal("ok", Check(health).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Reading_again_changes_nothing_and_a_late_report_adds_what_it_knows()
    {
        await using var app = await WithClassAsync();
        await AttendAsync(app, ("ada@utc-leeds.example.org", 1_800));
        await CollectAsync(app);
        await CollectAsync(app);
        var first = await FiguresAsync(app);

        app.Time.Advance(TimeSpan.FromDays(2));
        await AttendAsync(app, ("grace@utc-leeds.example.org", 600));
        await CollectAsync(app);
        await CollectAsync(app);

        Assert.Equal("attended=1/30/1", first);
        Assert.Equal("attended=2/40/2", await FiguresAsync(app));
    }

    [Fact]
    public async Task Reads_the_organiser_from_the_join_address_and_asks_no_directory()
    {
        await using var app = await WithClassAsync();
        await AttendAsync(app, ("ada@utc-leeds.example.org", 1_800));

        await CollectAsync(app);
        await CollectAsync(app);

        Assert.DoesNotContain(
            app.Graph.Requests,
            request => request.Method == "GET" && request.Path.EndsWith("/users/pathway@digital-health.example.org", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            app.Graph.Requests,
            request => request.Path.Contains("/onlineMeetings", StringComparison.OrdinalIgnoreCase) && request.Path.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_access_policy_the_health_names_the_command_and_all_else_goes_on()
    {
        await using var app = await WithClassAsync();
        await AttendAsync(app, ("ada@utc-leeds.example.org", 1_800));
        await SetModesAsync(app, new { noAccessPolicy = true });
        await CollectAsync(app);
        var refused = Check(
            await app.Client.GetFromJsonAsync<JsonElement>("/api/health", TestContext.Current.CancellationToken));

        await SetModesAsync(app, new { noAccessPolicy = false });
        await CollectAsync(app);

        Assert.Equal("degraded", refused.GetProperty("status").GetString());
        Assert.Contains(
            "Grant-CsApplicationAccessPolicy", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("attended=1/30/1", await FiguresAsync(app));
        Assert.Equal(
            "ok",
            Check(await app.Client.GetFromJsonAsync<JsonElement>("/api/health", TestContext.Current.CancellationToken)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Leaves_no_address_behind()
    {
        await using var app = await WithClassAsync();
        await AttendAsync(app, ("ada@utc-leeds.example.org", 1_800), ("guest@elsewhere.example.com", 3_600));

        await CollectAsync(app);

        var state = await AppState.ReadAsync(app, []);
        Assert.DoesNotContain("ada@", state, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("guest@", state, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            app.Log.Lines,
            line => line.Contains("ada@", StringComparison.OrdinalIgnoreCase) || line.Contains("guest@", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Counts_learners_where_everybody_may_present_and_leaves_out_hosts_by_address_and_identity()
    {
        await using var app = await WithClassAsync();
        app.Graph.Modes = new SimulatorModes { AttendeesArePresenters = true };
        await AttendAsync(
            app,
            ("pathway@digital-health.example.org", 3_600),
            ("ada@utc-leeds.example.org", 3_000),
            ("head@utc-leeds.example.org", 3_600));

        await CollectAsync(app);

        Assert.Equal("attended=1/50/1", await FiguresAsync(app));
    }

    [Fact]
    public async Task Shows_how_many_people_Teams_gave_no_address_of()
    {
        await using var app = await WithClassAsync();
        app.Graph.Modes = new SimulatorModes { AttendeesArePresenters = true, AttendanceWithoutEmail = true };
        await AttendAsync(
            app,
            ("pathway@digital-health.example.org", 3_600),
            ("ada@utc-leeds.example.org", 3_000),
            ("guest@elsewhere.example.com", 3_600));

        await CollectAsync(app);

        var view = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/activities/genomics/attendance", TestContext.Current.CancellationToken);
        var health = Check(
            await app.Client.GetFromJsonAsync<JsonElement>("/api/health", TestContext.Current.CancellationToken));
        Assert.Equal("""{"activity":"genomics","reports":1,"elsewhere":2,"withoutAddress":2}""", view.GetRawText());
        Assert.Contains(
            "2 people belonged to no college, 2 of them because Teams gave no address",
            health.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_no_directory_and_names_the_permission_where_a_join_address_does_not_say_the_organiser()
    {
        await using var app = await WithClassAsync();
        await AttendAsync(app, ("ada@utc-leeds.example.org", 1_800));
        app.Graph.Modes = new SimulatorModes { NoDirectoryPermission = true };
        var table = app.Storage.Table(StorageTable.Invitations);
        var row = (await table.GetEntityAsync<TableEntity>("genomics", "0", cancellationToken: TestContext.Current.CancellationToken)).Value;
        var join = row.GetString("JoinUrl");
        await SetJoinUrlAsync("https://teams.microsoft.com/meet/123");
        await CollectAsync(app);
        var refused = Check(
            await app.Client.GetFromJsonAsync<JsonElement>("/api/health", TestContext.Current.CancellationToken));

        await SetJoinUrlAsync(join);
        await CollectAsync(app);

        Assert.Contains("User.ReadBasic.All", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("attended=1/30/1", await FiguresAsync(app));

        Task SetJoinUrlAsync(string url) =>
            table.UpdateEntityAsync(
                new TableEntity("genomics", "0") { ["JoinUrl"] = url },
                Azure.ETag.All,
                TableUpdateMode.Merge,
                TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Collecting_attendance_survives_every_fault() => FaultSweep.RunAsync(
        new Scenario(
            "collect attendance",
            async app =>
            {
                // Planned in peace: a conflict that passes would leave a message behind, now and then.
                await ArrangeClassAsync(app);
                app.Graph.Modes = StrictExchange.Modes;
                await AttendAsync(app, ("ada@utc-leeds.example.org", 3_000), ("guest@elsewhere.example.com", 3_600));
            },
            async app =>
            {
                await app.Host.InvokeAsync("CollectAttendance");
                for (var tries = 0; tries < 3; tries++)
                    await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Facts);
            })
        {
            Options = BeforeTheClass,
            Ignore = Moments,
        },
        line => TestContext.Current.TestOutputHelper!.WriteLine(line));

    private static async Task<AppUnderTest> WithClassAsync()
    {
        var app = await AppUnderTest.StartAsync(BeforeTheClass);
        await ArrangeClassAsync(app);
        return app;
    }

    private static async Task ArrangeClassAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        using var put = await app.Manager.PutAsJsonAsync("/api/activities/genomics", new
        {
            kind = "masterclass",
            title = "Genomics in the clinic",
            description = "",
            employer = "NHS",
            start = "2026-11-18T10:00:00",
            end = "2026-11-18T11:00:00",
            timeZone = "Europe/London",
            online = true,
            audience = "all",
            milestones = Array.Empty<object>(),
            resources = Array.Empty<string>(),
        });
        put.EnsureSuccessStatusCode();
        await app.Host.InvokeAsync("SweepCalendars");
        await app.DrainAsync();
        app.Time.AdjustTime(new DateTimeOffset(2026, 11, 18, 11, 30, 0, TimeSpan.Zero));
    }

    private static async Task AttendAsync(AppUnderTest app, params (string Email, int Seconds)[] people)
    {
        using var graph = new HttpClient { BaseAddress = app.Graph.Address };
        var events = await graph.GetFromJsonAsync<JsonElement>("/_simulator/events");
        using var attended = await graph.PostAsJsonAsync(
            "/_simulator/attend",
            new { eventId = events[0].GetProperty("id").GetString(), records = people.Select(person => new { email = person.Email, seconds = person.Seconds }) });
        attended.EnsureSuccessStatusCode();
    }

    private static async Task SetModesAsync(AppUnderTest app, object modes)
    {
        using var graph = new HttpClient { BaseAddress = app.Graph.Address };
        using var set = await graph.PutAsJsonAsync("/_simulator/modes", modes);
        set.EnsureSuccessStatusCode();
    }

    private static async Task CollectAsync(AppUnderTest app)
    {
        await app.Host.InvokeAsync("CollectAttendance");
        await app.DrainAsync();
    }

    private static async Task<string> FiguresAsync(AppUnderTest app)
    {
        var figures = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/engagement?college=utc-leeds&by=verb&from=2026-11-18&to=2026-11-18");
        return string.Join(
            ' ',
            figures.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("key")}={row.GetProperty("events")}/{row.GetProperty("minutes")}/{row.GetProperty("learners")}"));
    }

    private static JsonElement Check(JsonElement health) =>
        health.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "attendance");
}
