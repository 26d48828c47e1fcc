using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class CollegeQuotaTests
{
    private static readonly College Leeds = new(CollegeId.Parse("utc-leeds"), new CollegeDefinition { Name = "UTC Leeds" }) { Salt = new byte[32] };

    [Fact]
    public void A_clock_that_is_put_back_takes_nothing_away()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        var quota = new CollegeQuota(Options.Create(new WebhookOptions { EventsPerMinute = 60 }), time);
        Assert.Null(quota.TryTake(Leeds, 10));

        time.AdjustTime(time.GetUtcNow().AddHours(-1));
        Assert.Null(quota.TryTake(Leeds, 50));
        Assert.NotNull(quota.TryTake(Leeds, 1));

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(quota.TryTake(Leeds, 10));
    }
}
