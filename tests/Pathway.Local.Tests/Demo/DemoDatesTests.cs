using System.Net;
using System.Net.Http.Json;
using NodaTime;
using Pathway.Functions.Programme;
using Pathway.Local.Demo;
using Pathway.Testing;

namespace Pathway.Local.Tests.Demo;

public sealed class DemoDatesTests
{
    private static readonly LocalDate Monday = new(2026, 11, 23);

    [Fact]
    public void Whatever_the_hour_of_the_week_a_session_of_this_week_is_ahead_and_last_week_is_over()
    {
        // The last quarter of a Sunday is left out: nobody is invited to what starts in it.
        for (var now = Monday.AtMidnight(); now < Monday.PlusDays(7).AtMidnight().PlusMinutes(-30); now = now.PlusMinutes(7))
        {
            var dates = DemoDates.From(now);

            Assert.Equal(Monday.PlusWeeks(-1), dates.LastMonday);
            Assert.True(dates.Session > now, $"{now}: {dates.Session}");
            Assert.Equal(IsoWeek.Containing(Monday), IsoWeek.Containing(dates.Session.Date));
        }
    }

    [Fact]
    public void A_session_is_on_Tuesday_while_that_is_ahead() =>
        Assert.Equal(
            Monday.PlusDays(1).At(new LocalTime(14, 0)), DemoDates.From(Monday.PlusDays(1).At(new LocalTime(9, 30))).Session);

    [Fact]
    public void The_last_minutes_of_a_week_are_the_next_ones() =>
        Assert.Equal(Monday, DemoDates.From(Monday.PlusDays(6).At(new LocalTime(23, 50))).LastMonday);

    [Theory]
    [InlineData("2026-11-23T08:30:00Z")]
    [InlineData("2026-11-25T12:00:00Z")]
    [InlineData("2026-11-27T16:00:00Z")]
    [InlineData("2026-11-29T20:05:00Z")]
    public async Task The_start_page_shows_whom_this_weeks_session_invites(string now)
    {
        var moment = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = moment });
        await app.JoinAsync("utc-northgate");
        foreach (var (id, _, body) in DemoProgramme.Activities(DemoDates.From(new LondonClock(app.Time).Now.InZone(LondonClock.London).LocalDateTime)))
        {
            using var planned = await app.Manager.PutAsJsonAsync(
                $"/api/activities/{id}", body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, planned.StatusCode);
        }

        await app.DrainAsync();
        var html = await app.Manager.GetStringAsync("/", TestContext.Current.CancellationToken);
        var thisWeek = html[html.IndexOf("id=\"this-week\"", StringComparison.Ordinal)..html.IndexOf("id=\"last-week\"", StringComparison.Ordinal)];

        Assert.Contains("Health records that follow you", thisWeek, StringComparison.Ordinal);
        Assert.Contains("2 no answer", thisWeek, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody", thisWeek, StringComparison.Ordinal);
    }
}
