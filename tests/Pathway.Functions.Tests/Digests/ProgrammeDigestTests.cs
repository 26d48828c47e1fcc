using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Tests.Digests;

public sealed class ProgrammeDigestTests
{
    /// <summary>It named calls of the API to a manager who has pages.</summary>
    [Fact]
    public async Task What_needs_a_hand_leads_to_the_page_where_it_is_mended()
    {
        var material = new DigestMaterial(
            new IsoWeek(2026, 47),
            Instant.FromUtc(2026, 11, 23, 7, 0),
            new Dictionary<CollegeId, College>(),
            new Dictionary<ActivityId, Activity>(),
            new Dictionary<ResourceId, Resource>(),
            new Dictionary<ActivityId, UpcomingInvitations>
            {
                [ActivityId.Parse("genomics")] = new(null, ResponseCounts.Sum([]), ["gone@utc-leeds.example.org"], []),
                [ActivityId.Parse("month")] = new(null, ResponseCounts.Sum([]), [], ["Exchange did not take it."]),
            },
            new FactsBacklog(0, new Dictionary<CollegeId, int>(), 2));

        var digest = ProgrammeDigestTable.Build(
            material,
            new SlotKey(material.Week, null),
            new ProgrammeOptions { BaseUrl = "https://pathway.example.org/" },
            [],
            new DigestsOptions());
        var mail = await DigestRendering.RenderAsync(digest);

        foreach (var page in new[] { "problems#letters", "activities/genomics#ledger", "activities/month/about#ledger" })
        {
            Assert.Contains($"href=\"https://pathway.example.org/{page}\"", mail.Html, StringComparison.Ordinal);
            Assert.Contains($": https://pathway.example.org/{page}\n", mail.Text, StringComparison.Ordinal);
        }
    }
}
