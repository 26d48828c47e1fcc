using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Health;

namespace Pathway.Functions.Pages.Problems;

/// <summary>What is wrong, and what waits for a person.</summary>
/// <param name="Vanished">Activities whose events were deleted in Outlook, too many at once to believe it.</param>
/// <param name="Waiting">Activities whose invitations are not in step yet.</param>
/// <param name="LeftAlone">Events in the programme's calendar that the app does not touch, and why.</param>
/// <param name="FollowedAt">When the calendar was last followed to its end; null before the first time.</param>
/// <param name="MoreLetters">The id after which the next dead letters come; null on the last page.</param>
/// <param name="Colleges">Names by id.</param>
public sealed record ProblemsModel(
    HealthView Health,
    IReadOnlyList<Activity> Vanished,
    IReadOnlyList<Activity> Waiting,
    IReadOnlyList<SetAsideEvent> LeftAlone,
    DateTimeOffset? FollowedAt,
    IReadOnlyList<DeadLetter> Letters,
    string? MoreLetters,
    IReadOnlyDictionary<string, string> Colleges);
