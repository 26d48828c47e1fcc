using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>A speaker's address is kept for the academic year in which they speak, and not longer.</summary>
public sealed class SpeakerRetention(ActivityTable catalogue, LondonClock clock)
{
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var begins = AcademicYear.Containing(clock.Today).FirstDay;
        foreach (var activity in await catalogue.AllAsync(cancellationToken))
        {
            // A conflict means that somebody changes it just now: tomorrow is another night.
            if (LondonClock.DateOf(activity.Definition.EndsAt) < begins
                && activity.Definition.Speakers.Any(speaker => speaker.Email.Length > 0))
                await catalogue.ForgetAddressesAsync(activity, cancellationToken);
        }
    }
}
