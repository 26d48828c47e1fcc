using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Digests;

/// <summary>A college that joined on Monday the 23rd, when the digests of the week before were due.</summary>
public sealed class NewcomerTests
{
    [Theory]
    [InlineData("2026-W47")]
    [InlineData("2026-W46")]
    [InlineData("2020-W01")]
    public async Task Gets_no_digest_of_a_week_that_was_over_before_it_joined(string week)
    {
        await using var app = await WithANewcomerAsync();

        await app.SendDigestsAsync();
        using var asked = await app.AskAsync(week);
        await app.DrainAsync();

        Assert.Equal(
            1,
            (await asked.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("asked").GetInt32());
        Assert.DoesNotContain(app.Graph.Mail, mail => mail.To == "head@utc-derby.example.org");
        Assert.All(app.Graph.Mail, mail => Assert.DoesNotContain("Derby", mail.Html, StringComparison.Ordinal));
        Assert.All(
            app.Graph.Mail,
            mail => Assert.DoesNotContain("Nothing has been reported", mail.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gets_the_digest_of_its_first_week_and_is_not_told_of_five_quiet_ones()
    {
        await using var app = await WithANewcomerAsync();

        app.Time.AdjustTime(Monday.AddDays(7));
        await app.SendDigestsAsync();
        await app.DrainAsync();

        var mail = Assert.Single(app.Graph.Mail, mail => mail.To == "head@utc-derby.example.org");
        Assert.Equal("Derby: 23 to 29 November 2026", mail.Subject);
        Assert.All(
            app.Graph.Mail,
            each => Assert.DoesNotContain("Nothing has been reported", each.Html, StringComparison.Ordinal));
        Assert.Contains(
            "Derby",
            app.Graph.Mail.Single(each => each.To.StartsWith("manager", StringComparison.Ordinal)).Html,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-W49", "Nothing has been reported for 13 days.", false)]
    [InlineData("2026-W50", "Nothing has been reported for 20 days.", true)]
    [InlineData("2026-W52", "Nothing has been reported for 34 days.", true)]
    [InlineData("2026-W53", "Nothing has been reported for five weeks or more.", true)]
    public async Task Is_quiet_since_the_day_it_joined(string week, string words, bool isSaid)
    {
        await using var app = await WithANewcomerAsync();
        app.Time.AdjustTime(Monday.AddDays(60));

        var text = await app.Manager.GetStringAsync(
            $"/api/digests/{week}/utc-derby?format=text", TestContext.Current.CancellationToken);

        Assert.Equal(isSaid, text.Contains(words, StringComparison.Ordinal));
        Assert.Equal(isSaid, text.Contains("Nothing has been reported for ", StringComparison.Ordinal));
    }

    /// <summary>Its systems send what happened before: then there is something to tell.</summary>
    [Fact]
    public async Task Gets_the_digest_of_an_earlier_week_that_it_reported_itself()
    {
        await using var app = await WithANewcomerAsync();
        await app.CountAsync("utc-derby", Attended("2026-11-18", "genomics", 12, 720));

        using var asked = await app.AskAsync(Week);
        await app.DrainAsync();

        Assert.Single(app.Graph.Mail, mail => mail.To == "head@utc-derby.example.org");
    }

    [Fact]
    public async Task Is_one_again_when_it_comes_back()
    {
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await app.JoinAsync("utc-derby");
        (await app.Manager.DeleteAsync("/api/colleges/utc-derby", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await PutDerbyAsync(app);

        using var asked = await app.AskAsync(Week);
        await app.DrainAsync();

        Assert.DoesNotContain(
            app.Graph.Mail, mail => mail.To == "head@utc-derby.example.org" && mail.Kind == "message");
    }

    private static async Task<AppUnderTest> WithANewcomerAsync()
    {
        var app = await AppUnderTest.StartAsync(new AppOptions { Now = Monday });
        await PutDerbyAsync(app);
        return app;
    }

    private static async Task PutDerbyAsync(AppUnderTest app) =>
        (await app.Manager.PutAsJsonAsync("/api/colleges/utc-derby", new { name = "Derby", contacts = new[] { "head@utc-derby.example.org" } })).EnsureSuccessStatusCode();
}
