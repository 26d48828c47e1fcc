using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Activities;

/// <summary>
/// Plans that people really sent, where they lie beside the repository: each comes out as what its sender meant.
/// </summary>
public sealed class ImportCasesTests
{
    private static readonly Dictionary<string, (string Title, string Start, string End, string Zone, string Description)> Meant = new(StringComparer.Ordinal)
    {
        ["csv-uk-dates"] = ("AI on the ward", "2027-02-10T14:00:00Z", "2027-02-10T15:00:00Z", "Europe/London", ""),
        ["csv-unpadded-hour"] = ("AI on the ward", "2027-02-10T09:00:00Z", "2027-02-10T10:00:00Z", "Europe/London", ""),
        ["csv-trailing-empty-columns"] = ("AI on the ward", "2027-02-10T14:00:00Z", "2027-02-10T15:00:00Z", "Europe/London", ""),
        ["csv-utf16-unicode-text"] = ("AI on the ward", "2027-02-10T14:00:00Z", "2027-02-10T15:00:00Z", "Europe/London", ""),
        ["ics-fold-inside-character"] = ("Caf\u00e9 talk", "2027-02-10T14:00:00Z", "2027-02-10T15:00:00Z", "Europe/London", ""),
        ["ics-tzid-customized"] = ("AI on the ward", "2027-06-10T14:00:00+01:00", "2027-06-10T15:00:00+01:00", "Europe/London", ""),
        ["ics-tzid-prefixed"] = ("AI on the ward", "2027-06-10T14:00:00+01:00", "2027-06-10T15:00:00+01:00", "Europe/London", ""),
        ["ics-line-separator-loses-text"] = ("AI on the ward", "2027-02-10T14:00:00Z", "2027-02-10T15:00:00Z", "Europe/London", "Bring a laptop\nJoin: https://example.org/room"),
    };

    [Fact]
    public async Task Every_plan_that_was_really_sent_comes_out_as_it_was_meant()
    {
        Assert.SkipUnless(SharedCases.AreThere, "There are no cases beside the repository.");
        await using var app = await AppUnderTest.StartAsync();
        var cases = SharedCases.With("csv", "ics");

        foreach (var one in cases)
        {
            using var content = new ByteArrayContent(
                await File.ReadAllBytesAsync(Assert.Single(one.Files), TestContext.Current.CancellationToken));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(one.MediaType);
            using var response = await app.Manager.PostAsync(
                one.Path.Replace("?dryRun=true", "", StringComparison.Ordinal),
                content,
                TestContext.Current.CancellationToken);

            Assert.True(
                response.StatusCode == HttpStatusCode.OK,
                $"{one.Name}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            var view = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            var id = Assert.Single(view.GetProperty("entries").EnumerateArray()).GetProperty("id").GetString();
            var kept = await app.Manager.GetFromJsonAsync<JsonElement>(
                $"/api/activities/{id}", TestContext.Current.CancellationToken);
            Assert.Equal(
                Meant[one.Name], (Said("title"), Said("start"), Said("end"), Said("timeZone"), Said("description")));

            string Said(string member) => kept.GetProperty(member).GetString()!;
        }

        Assert.NotEmpty(cases);
    }
}
