namespace Pathway.Functions.Engagement.Learners;

/// <summary>How much there is, or was, of a learner.</summary>
/// <param name="Facts">Facts that name the learner.</param>
/// <param name="Counters">Counters those facts moved.</param>
/// <param name="Aliases">Further references tied to the learner.</param>
public sealed record LearnerCounts(int Facts, int Counters, int Aliases);
