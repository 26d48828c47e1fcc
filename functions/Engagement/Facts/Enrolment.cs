using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>What an enrolment says beside who enrolled.</summary>
public sealed record Enrolment(IReadOnlyList<LearnerRef> Aliases, int? YearGroup);
