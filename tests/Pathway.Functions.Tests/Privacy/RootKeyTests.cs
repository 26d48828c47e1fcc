using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Privacy;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>The root key is replaced: two for a time, then the new one alone.</summary>
public sealed class RootKeyTests
{
    private const string Old = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    private static readonly Keyring Before = new(Convert.FromBase64String(Old));
    private static readonly Keyring Now = new(Convert.FromBase64String(AppUnderTest.RootKey));
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Secrets_feeds_and_passwords_of_the_old_root_are_taken_as_long_as_it_is_there(bool isThere)
    {
        await using var app = await StartAsync(isThere);
        await app.JoinAsync("utc-leeds");

        var answers = new List<int>();
        foreach (var keys in new[] { Now, Before })
        {
            var system = new CollegeSystem(
                app,
                "utc-leeds",
                JsonSerializer.SerializeToElement(new { webhookSecret = keys.WebhookSecret(Leeds, 1), xapiPassword = keys.XapiPassword(Leeds, 1) }));
            using var signed = await system.PostAsync(CollegeSystem.Viewed(keys == Now ? "1" : "2"));
            using var xapi = await XapiTests.PostAsync(app, system, XapiTests.Statement(null));
            using var feed = await app.Client.GetAsync(
                $"/calendars/utc-leeds.ics?token={keys.FeedToken(Leeds, 1)}", Cancellation);
            answers.AddRange([(int)signed.StatusCode, (int)xapi.StatusCode, (int)feed.StatusCode]);
        }

        Assert.Equal(isThere ? [202, 200, 200, 202, 200, 200] : [202, 200, 200, 401, 401, 401], answers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_rows_are_made_of_stays_over_both(bool isThere)
    {
        await using var app = await StartAsync(isThere);
        await app.JoinAsync("utc-leeds");
        var college = await app.Get<CollegeTable>().FindAsync(Leeds, Cancellation);

        var (keys, before) = (new CollegeKeys(college!, app.Get<Keyring>()), new CollegeKeys(college!, Before));

        Assert.Equal(before.Reference("jo"), keys.Reference("jo"));
        Assert.True(before.FactKey.SequenceEqual(keys.FactKey));
        Assert.Equal(
            new AddressHash(Before).Compute("head@utc-leeds.example.org"),
            app.Get<AddressHash>().Compute("head@utc-leeds.example.org"));
        Assert.NotEqual(Before.WebhookSecret(Leeds, 1), app.Get<Keyring>().WebhookSecret(Leeds, 1));
    }

    [Fact]
    public async Task The_manager_is_told_what_to_keep_and_it_opens_under_the_new_root_alone()
    {
        await using var app = await StartAsync(isThere: true);

        var keys = await app.Manager.GetFromJsonAsync<JsonElement>("/api/privacy/keys", Cancellation);

        var kept = keys.GetProperty("keep").GetString()!;
        var alone = new Keyring(Convert.FromBase64String(AppUnderTest.RootKey), null, kept);
        Assert.Equal(
            (true, Before.LastingMark),
            (keys.GetProperty("replacing").GetBoolean(), keys.GetProperty("mark").GetString()));
        Assert.Equal(Before.LastingMark, alone.LastingMark);
        Assert.Throws<ArgumentException>(() => new Keyring(new byte[32], null, kept));
        foreach (var secret in new[] { Old, AppUnderTest.RootKey })
            Assert.DoesNotContain(secret, keys.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_replacement_leads_to_the_first_root_too()
    {
        var kept = new Keyring(
            Convert.FromBase64String(AppUnderTest.RootKey), Convert.FromBase64String(Old), "").Keep();
        var third = new byte[32];

        var during = new Keyring(third, Convert.FromBase64String(AppUnderTest.RootKey), kept);
        var after = new Keyring(third, null, during.Keep());

        Assert.Equal(
            [Before.LastingMark, Before.LastingMark], new[] { during, after }.Select(keys => keys.LastingMark));
    }

    [Fact]
    public async Task Another_root_stops_the_app_before_every_learner_is_a_new_one()
    {
        await using var app = await AppUnderTest.StartAsync();
        var stopped = app.Get<IHostApplicationLifetime>().ApplicationStopping;
        await app.Storage.Table(StorageTable.Privacy).UpsertEntityAsync(
            new TableEntity("keys", "lasting") { ["Mark"] = Before.LastingMark }, cancellationToken: Cancellation);

        await app.Host.Services.GetServices<IHostedService>().OfType<KeyMark>().Single().StartAsync(Cancellation);

        Assert.True(stopped.IsCancellationRequested);
        Assert.Contains(
            app.Log.Lines,
            line => line.Contains("Keys__Root is not the root key this storage began with", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", "", "Keys__Previous")]
    [InlineData("", "AAAA", "Keys__Kept")]
    public void What_cannot_be_used_is_refused_without_being_shown(string previous, string kept, string setting)
    {
        var options = new KeyOptions { Root = AppUnderTest.RootKey, Previous = previous, Kept = kept };

        var failure = new KeyOptionsValidator().Validate(null, options).FailureMessage;

        Assert.StartsWith(setting, failure, StringComparison.Ordinal);
    }

    private static Task<AppUnderTest> StartAsync(bool isThere) => AppUnderTest.StartAsync(new AppOptions
    {
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [isThere ? "Keys__Previous" : "Keys__Kept"] =
                isThere
                    ? Old
                    : new Keyring(
                        Convert.FromBase64String(AppUnderTest.RootKey), Convert.FromBase64String(Old), "").Keep(),
        },
    });
}
