using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Learners are 14 to 19: a meeting is held by the programme's rules, and if it is not, people are told.</summary>
public sealed class SafeMeetingTests
{
    private const string Id = "hospital-ai";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_set_once_after_it_came_to_be()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        await app.PlanAsync(Id, SpeakerTests.WithSpeakers());
        await app.SyncAsync(Id);

        var meeting = await MeetingAsync(app);
        Assert.Equal("roleIsPresenter", meeting.GetProperty("allowedPresenters").GetString());
        Assert.Equal(
            ["amara.nwosu@trust.example.org presenter", "tom@vendor.example.com presenter"],
            meeting.GetProperty("participants").GetProperty("attendees").EnumerateArray()
                .Select(person => $"{person.GetProperty("upn")} {person.GetProperty("role")}"));
        Assert.Equal(
            ("organization", false, "limited", false),
            (meeting.GetProperty("lobbyBypassSettings").GetProperty("scope").GetString(),
                meeting.GetProperty("lobbyBypassSettings").GetProperty("isDialInBypassEnabled").GetBoolean(),
                meeting.GetProperty("allowMeetingChat").GetString(),
                meeting.GetProperty("recordAutomatically").GetBoolean()));
        Assert.Equal(["POST", "PATCH"], app.Changes().Select(request => request.Method));
        Assert.True((await app.LedgerAsync(Id)).GetProperty("meeting").GetProperty("safe").GetBoolean());
    }

    [Fact]
    public async Task Is_set_in_the_same_breath_though_the_answer_was_lost()
    {
        await using var quiet = await AppUnderTest.StartAsync();
        await quiet.JoinAsync("utc-leeds");
        await quiet.PutOnceAsync(Id, SpeakerTests.WithSpeakers());
        quiet.Outgoing.Watch();
        await quiet.DrainAsync();
        var patch = quiet.Outgoing.Calls.ToList().FindIndex(call => call.StartsWith("PATCH ", StringComparison.Ordinal));

        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync(Id, SpeakerTests.WithSpeakers());
        app.Outgoing.Break(patch + 1, Fault.AnswerLost);
        await app.DrainAsync();

        Assert.Equal(["POST", "PATCH", "PATCH"], app.Changes().Select(request => request.Method));
        Assert.True((await app.LedgerAsync(Id)).GetProperty("meeting").GetProperty("safe").GetBoolean());
    }

    [Fact]
    public async Task Without_speakers_the_organiser_alone_presents_and_the_settings_decide_the_rest()
    {
        await using var app = await AppUnderTest.StartAsync(With(("Meetings__Lobby", "organizer"), ("Meetings__Chat",
            "disabled"), ("Meetings__Record", "true")));
        await app.JoinAsync("utc-leeds");

        await app.PlanAsync(Id, CalendarDriver.Masterclass());

        var meeting = await MeetingAsync(app);
        Assert.Equal(
            ("organizer", "organizer", "disabled", true),
            (meeting.GetProperty("allowedPresenters").GetString(),
                meeting.GetProperty("lobbyBypassSettings").GetProperty("scope").GetString(),
                meeting.GetProperty("allowMeetingChat").GetString(),
                meeting.GetProperty("recordAutomatically").GetBoolean()));
    }

    [Fact]
    public async Task Costs_nothing_where_nothing_about_it_changed_and_one_request_where_a_speaker_did()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, SpeakerTests.WithSpeakers());
        var planned = app.Graph.Requests.Count;

        await app.PlanAsync(Id, SpeakerTests.WithSpeakers(body => (body["start"], body["end"]) = ("2026-12-03T14:00:00",
            "2026-12-03T15:00:00")));
        var moved = app.Graph.Requests.Count;
        await app.PlanAsync(
            Id,
            SpeakerTests.WithSpeakers(body =>
            {
                (body["start"], body["end"]) = ("2026-12-03T14:00:00", "2026-12-03T15:00:00");
                body["speakers"] = new[] { new { name = "Dr Amara Nwosu", email = "amara@new.example.org",
                    organisation = "Northern Trust" } };
            }));

        Assert.Equal(1, moved - planned);
        Assert.Equal(1, app.Graph.Requests.Skip(moved).Count(request => request.Path.Contains("onlineMeetings",
            StringComparison.Ordinal)));
        Assert.Equal(
            "amara@new.example.org",
            (await MeetingAsync(app)).GetProperty("participants").GetProperty("attendees")[0].GetProperty("upn").GetString());
    }

    [Fact]
    public async Task What_somebody_changed_in_Teams_is_put_right_at_night_and_nobody_is_mailed()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, CalendarDriver.Masterclass());
        var mails = app.Graph.Mail.Count;
        await ChangeAsync(app, new { allowedPresenters = "everyone", lobbyBypassSettings = new { scope = "everyone" } });

        await NightAsync(app);
        var repaired = await MeetingAsync(app);
        var changes = app.Changes().Count;
        await NightAsync(app);

        Assert.Equal("organizer", repaired.GetProperty("allowedPresenters").GetString());
        Assert.Equal(changes, app.Changes().Count);
        var view = (await app.LedgerAsync(Id)).GetProperty("meeting");
        Assert.True(view.GetProperty("safe").GetBoolean());
        Assert.Equal("The meeting's options had been changed in Teams and were put right on Wed 25 November 2026.",
            view.GetProperty("why").GetString());
        Assert.Equal(mails, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task What_is_changed_again_every_night_is_told_instead_of_being_fought()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, CalendarDriver.Masterclass());
        for (var night = 0; night < 3; night++)
        {
            await ChangeAsync(app, new { allowMeetingChat = "enabled" });
            await NightAsync(app);
        }

        Assert.Equal(2, app.Changes().Count(request => request.Path.Contains("onlineMeetings",
            StringComparison.Ordinal) && request.Body!.ToJsonString().Contains("limited", StringComparison.Ordinal)));
        Assert.False((await app.LedgerAsync(Id)).GetProperty("meeting").GetProperty("safe").GetBoolean());
        Assert.Contains("policy", await DetailAsync(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "New-MgServicePrincipalAppRoleAssignment", "b8bb2037-6e08-44ac-a4ea-4674e010e2a4")]
    [InlineData(false, "New-CsApplicationAccessPolicy -Identity Pathway-Attendance", "Grant-CsApplicationAccessPolicy")]
    public async Task Health_names_the_command_and_the_next_hour_sets_what_was_refused(bool isPermission, string command,
        string argument)
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = isPermission ? new SimulatorModes { MeetingsReadOnly = true } : new SimulatorModes { NoAccessPolicy = true };
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, CalendarDriver.Masterclass());
        var (refused, detail) = (await app.LedgerAsync(Id), await DetailAsync(app));
        app.Graph.Modes = new SimulatorModes();

        app.Time.Advance(TimeSpan.FromMinutes(61));
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        await app.DrainAsync();

        Assert.True(refused.GetProperty("inStep").GetBoolean());
        Assert.False(refused.GetProperty("meeting").GetProperty("safe").GetBoolean());
        Assert.Contains(Id, detail, StringComparison.Ordinal);
        Assert.Contains(command, detail, StringComparison.Ordinal);
        Assert.Contains(argument, detail, StringComparison.Ordinal);
        Assert.True((await app.LedgerAsync(Id)).GetProperty("meeting").GetProperty("safe").GetBoolean());
        Assert.Equal("1 meetings ahead are looked after.", await DetailAsync(app));
    }

    [Fact]
    public async Task Is_left_alone_where_the_setting_says_so()
    {
        await using var app = await AppUnderTest.StartAsync(With(("Meetings__Secure", "false")));
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, CalendarDriver.Masterclass());
        await NightAsync(app);

        Assert.DoesNotContain(app.Graph.Requests, request => request.Path.Contains("onlineMeetings", StringComparison.Ordinal));
        Assert.False((await app.LedgerAsync(Id)).TryGetProperty("meeting", out _));
    }

    private static AppOptions With(params (string Name, string Value)[] settings) => new()
    {
        Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal),
    };

    private static async Task NightAsync(AppUnderTest app)
    {
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();
    }

    /// <summary>The meeting's option is to be this.</summary>
    internal static async Task MeetingAsync(AppUnderTest app, string option, string expected) =>
        Assert.Equal(expected, (await MeetingAsync(app)).GetProperty(option).GetString());

    private static async Task<JsonElement> MeetingAsync(AppUnderTest app)
    {
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        return (await http.GetFromJsonAsync<JsonElement>("/_simulator/meetings", Cancellation))[0];
    }

    // As an organiser does in Teams: through the same address, by somebody else.
    internal static async Task ChangeAsync(AppUnderTest app, object options)
    {
        var meeting = await MeetingAsync(app);
        using var http = new HttpClient { BaseAddress = app.Graph.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "organiser");
        var organiser = System.Text.RegularExpressions.Regex.Match(
            Uri.UnescapeDataString(meeting.GetProperty("joinWebUrl").GetString()!), "\"Oid\":\"([^\"]+)\"",
                System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        using var changed = await http.PatchAsJsonAsync(
            $"/v1.0/users/{organiser}/onlineMeetings/{meeting.GetProperty("id").GetString()}", options, Cancellation);
        changed.EnsureSuccessStatusCode();
    }

    private static async Task<string> DetailAsync(AppUnderTest app)
    {
        var health = await app.Client.GetFromJsonAsync<JsonElement>("/api/health", Cancellation);
        return health.GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "meetings")
            .GetProperty("detail").GetString()!;
    }
}
