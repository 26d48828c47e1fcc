using Microsoft.Extensions.Options;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Plans invitations as the programme is set up.</summary>
public sealed class InvitationPlanner(ResourceLinks links, IOptions<CalendarsOptions> options)
{
    private const string Entries = "entries";

    /// <param name="titles">What the activity's resources are called; null where nothing is written.</param>
    public IReadOnlyList<InvitationPlan> Plan(
        Activity activity,
        GuestList guests,
        IReadOnlyList<Invitation> known,
        IReadOnlyDictionary<ResourceId, string>? titles = null) =>
        InvitationPlans.For(activity, guests, known, links, titles, options.Value.Milestones == Entries);
}
