using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>What the page of one activity shows.</summary>
/// <param name="Colleges">Names by id.</param>
/// <param name="Titles">Of the activity's resources.</param>
public sealed record ActivityModel(
    ActivityLine Line, InvitationsView Ledger, IReadOnlyDictionary<string, string> Colleges, IReadOnlyDictionary<ResourceId, string> Titles);
