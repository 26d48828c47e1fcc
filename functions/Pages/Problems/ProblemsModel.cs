using Pathway.Functions.Activities;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Health;

namespace Pathway.Functions.Pages.Problems;

/// <summary>What is wrong, and what waits for a person.</summary>
/// <param name="Vanished">Activities whose events were deleted in Outlook, too many at once to believe it.</param>
/// <param name="MoreLetters">The id after which the next dead letters come; null on the last page.</param>
public sealed record ProblemsModel(HealthView Health, IReadOnlyList<Activity> Vanished, IReadOnlyList<DeadLetter> Letters, string? MoreLetters);
