using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Digests;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Letters;

/// <summary>A speaker hears a week before, a day before and afterwards: once each, whatever happens meanwhile.</summary>
public sealed class SpeakerLetterTests
{
    private const string Id = "hospital-ai";
    private const string Amara = "amara.nwosu@trust.example.org";
    private const string Tom = "tom@vendor.example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_a_term_each_letter_comes_once_with_link_and_brief()
    {
        await using var app = await PlannedAsync();

        await RunAsync(app, days: 25);

        var letters = Letters(app, Amara);
        Assert.Equal(
            [
                "In a week: How a hospital uses AI, Wed 16 December, 10:00 to 11:00",
                "Tomorrow: How a hospital uses AI, Wed 16 December, 10:00 to 11:00",
                "Thank you: How a hospital uses AI",
            ],
            letters.Select(mail => mail.Subject));
        Assert.Equal(3, Letters(app, Tom).Count);
        Assert.All(letters.Take(2), mail =>
        {
            Assert.Contains("https://teams.microsoft.com/", mail.Html, StringComparison.Ordinal);
            Assert.Contains("See a hospital at work", mail.Html, StringComparison.Ordinal);
            Assert.Contains("Say what a variant is", mail.Html, StringComparison.Ordinal);
            Assert.Contains("Dear Dr Amara Nwosu,", mail.Html, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("@", string.Concat(letters.Select(mail => mail.Html!.Replace("@media", "",
            StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Graph.Mail, mail => mail.Kind == "message" && mail.To.EndsWith("utc-leeds.example.org",
            StringComparison.Ordinal) && mail.Subject.Contains("Thank", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_series_each_date_is_reminded_of_the_day_before_and_the_whole_is_thanked_for_once()
    {
        await using var app = await PlannedAsync();
        await app.PlanAsync(Id, Body(body => body["repeats"] = new { every = "week", times = 3, except = new[] { "2026-12-23" } }));

        await RunAsync(app, days: 40);

        Assert.Equal(
            [
                "In a week: How a hospital uses AI, Wed 16 December, 10:00 to 11:00",
                "Tomorrow: How a hospital uses AI, Wed 16 December, 10:00 to 11:00",
                "Tomorrow: How a hospital uses AI, Wed 30 December, 10:00 to 11:00",
                "Thank you: How a hospital uses AI",
            ],
            Letters(app, Amara).Select(mail => mail.Subject));
    }

    [Theory]
    [InlineData(4, 8, null, null)]
    [InlineData(5, 4, 5, null)]
    [InlineData(7, 7, 5, null)]
    [InlineData(12, 8, 10, 10)]
    public async Task Thanks_with_who_came_rounded_and_with_ratings_where_eight_gave_one(
        int came, int raters, int? shownCame, int? shownRaters)
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds",
            DigestScene.Attended("2026-12-16", Id, came, 45 * came),
            new Counter(DigestScene.Date("2026-12-17"), ObjectKind.Activity, Id, FactVerb.Rated)
            {
                Events = raters,
                Ratings = raters,
                RatingSum = (4 * raters) + 1,
                Learners = DigestScene.Learners(1, raters)
            });

        await RunAsync(app, days: 25);

        var thanks = Letters(app, Amara)[^1].Html!;
        Assert.Equal(shownCame is not null, thanks.Contains($"About {shownCame} learners from 1 college took part.", StringComparison.Ordinal));
        Assert.Equal(shownCame is not null, thanks.Contains("took part", StringComparison.Ordinal));
        Assert.Equal(shownRaters is not null, thanks.Contains($"About {shownRaters} of them rated it, 4.1 out of 5 on average.", StringComparison.Ordinal));
        Assert.Equal(shownRaters is not null, thanks.Contains("rated it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_can_be_switched_off()
    {
        await using var app = await PlannedAsync(("Letters__WeekBefore", "false"), ("Letters__ThankYou", "false"));

        await RunAsync(app, days: 25);

        Assert.StartsWith("Tomorrow", Assert.Single(Letters(app, Amara)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_moves_is_reminded_of_anew_and_what_is_cancelled_is_not()
    {
        await using var app = await PlannedAsync();
        await RunAsync(app, days: 15);
        await app.PlanAsync(Id, Body(body => (body["start"], body["end"]) = ("2026-12-18T10:00:00", "2026-12-18T11:00:00")));
        await RunAsync(app, days: 2);
        await app.CancelAsync(Id);
        await app.DrainAsync();
        await RunAsync(app, days: 10);

        Assert.Equal(
            ["In a week: How a hospital uses AI, Wed 16 December, 10:00 to 11:00",
                "In a week: How a hospital uses AI, Fri 18 December, 10:00 to 11:00"],
            Letters(app, Amara).Select(mail => mail.Subject));
    }

    [Fact]
    public async Task An_outage_of_Graph_costs_nobody_a_letter_and_sends_none_twice()
    {
        await using var app = await PlannedAsync();
        app.Time.Advance(TimeSpan.FromDays(14));
        app.Graph.Modes = new SimulatorModes { DropAfterCommitPercent = 50, ServerErrorPercent = 20, RetryAfterSeconds = 0, Seed = 5 };
        await RunAsync(app, days: 1);
        app.Graph.Modes = new SimulatorModes();
        await RunAsync(app, days: 1);

        Assert.Equal((1, 1), (Letters(app, Amara).Count, Letters(app, Tom).Count));
    }

    [Fact]
    public async Task What_was_over_when_the_app_came_back_is_not_sent_late()
    {
        await using var app = await PlannedAsync();

        // Two hours too late for the letter of the week before, and then for all others.
        app.Time.Advance(TimeSpan.FromDays(19));
        await app.Host.InvokeAsync("SendLetters", cancellationToken: Cancellation);
        app.Time.Advance(TimeSpan.FromDays(20));
        await app.Host.InvokeAsync("SendLetters", cancellationToken: Cancellation);

        Assert.Empty(Letters(app, Amara));
    }

    [Fact]
    public Task Is_sent_once_whatever_fails()
    {
        Func<AppUnderTest, Task> arrange = async app =>
        {
            await app.JoinAsync("utc-leeds");
            await app.PlanAsync(Id, Body());
            app.Time.Advance(TimeSpan.FromDays(14));
        };
        return FaultSweep.RunAsync(
            new Scenario("letters to two speakers",
                StrictExchange.With(arrange), async app =>
            {
                // A lease whose holder died has had its time.
                app.Time.Advance(TimeSpan.FromMinutes(10));
                await app.Host.InvokeAsync("SendLetters");
            })
            {
                // Random marks, what was sent and who was at the mailbox until when; and which of the two letters came first.
                Ignore =
                [
                    "Invitations.Mark", "Invitations.Shares", "Invitations.Sent", "Invitations.Terms",
                    "Invitations.LeaseHolder", "Invitations.JoinUrl", "Invitations.Meeting", "Invitations.MessageId",
                    "Activities.ChangedAt", "Colleges.Salt", "Colleges.JoinedAt", "Colleges.WriteMark",
                ],
            },
            TestContext.Current.TestOutputHelper!.WriteLine);
    }

    [Fact]
    public async Task Addresses_are_forgotten_with_the_academic_year_and_the_names_stay()
    {
        await using var app = await PlannedAsync();
        app.Time.AdjustTime(new DateTimeOffset(2027, 8, 31, 12, 0, 0, TimeSpan.Zero));
        await app.Get<Functions.Calendars.Pull.Reconciliation>().RunAsync(Cancellation);
        var before = await app.FindAsync(Id);

        app.Time.Advance(TimeSpan.FromDays(2));
        await app.Get<Functions.Calendars.Pull.Reconciliation>().RunAsync(Cancellation);

        var after = await app.FindAsync(Id);
        Assert.Equal([Amara, Tom], before!.Definition.Speakers.Select(speaker => speaker.Email));
        Assert.Equal(["Dr Amara Nwosu ", "Tom Hale "],
            after!.Definition.Speakers.Select(speaker => $"{speaker.Name} {speaker.Email}"));
        Assert.Equal(before.Version, after.Version);
        await foreach (var row in app.Storage.Table(StorageTable.Activities).QueryAsync<TableEntity>(cancellationToken: Cancellation))
            Assert.DoesNotContain("trust.example.org", System.Text.Encoding.UTF8.GetString(row.GetBinary("Definition")),
                StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Body(Action<Dictionary<string,
        object?>>? change = null) => SpeakerTests.WithSpeakers(body =>
    {
        (body["start"], body["end"]) = ("2026-12-16T10:00:00", "2026-12-16T11:00:00");
        (body["purpose"], body["outcomes"]) = ("See a hospital at work", new[] { "Say what a variant is" });
        change?.Invoke(body);
    });

    private static async Task<AppUnderTest> PlannedAsync(params (string Name, string Value)[] settings)
    {
        var app = await AppUnderTest.StartAsync(new AppOptions
        {
            Settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal),
        });
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, Body());
        return app;
    }

    private static async Task RunAsync(AppUnderTest app, int days)
    {
        for (var hours = 0; hours < 24 * days; hours += 6)
        {
            app.Time.Advance(TimeSpan.FromHours(6));
            await app.Host.InvokeAsync("SendLetters", cancellationToken: Cancellation);
        }
    }

    private static List<DeliveredMail> Letters(AppUnderTest app, string to) =>
        [.. app.Graph.Mail.Where(mail => mail.Kind == "message" && mail.To == to)];
}
