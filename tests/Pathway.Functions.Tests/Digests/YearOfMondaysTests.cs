using Pathway.Testing;

namespace Pathway.Functions.Tests.Digests;

public sealed class YearOfMondaysTests
{
    /// <summary>
    /// An academic year with both clock changes. The timer runs at a quarter to, at and after seven; some Mondays it is late by
    /// hours, and twice the queue hands the message out again.
    /// </summary>
    [Fact]
    public async Task Sends_one_mail_for_each_week_of_a_year()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Now = new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero) });
        await app.JoinAsync("utc-leeds");

        var first = app.Time.GetUtcNow();
        for (var week = 0; week < 52; week++)
        {
            var late = week % 7 == 3 ? TimeSpan.FromHours(13) : TimeSpan.Zero;
            foreach (var minutes in new[] { 0, 45, 60, 75, 120, 135 })
            {
                app.Time.AdjustTime(first.AddDays(7 * week).AddMinutes(minutes) + late);
                await app.SendDigestsAsync();
                if (week % 5 == 2)
                    await app.SendDigestsAsync();
            }

            await app.DrainAsync();
        }

        var mails = app.Graph.Mail.Where(mail => mail.To == "head@utc-leeds.example.org").ToList();
        Assert.Equal(52, mails.Count);
        Assert.Equal(52, mails.Select(mail => mail.Subject).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(52, app.Graph.Mail.Count(mail => mail.To == "manager@digital-health.example.org"));
    }
}
