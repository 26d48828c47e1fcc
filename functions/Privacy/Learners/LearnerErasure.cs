namespace Pathway.Functions.Privacy.Learners;

/// <summary>The receipt of an erasure: what went, and nothing of whose it was.</summary>
/// <param name="Complete">False while deliveries wait to be recorded: call again once they are.</param>
/// <param name="Facts">Facts the learner was taken out of, those among dead letters too.</param>
public sealed record LearnerErasure(
    string College, DateTimeOffset At, bool Complete, int Facts, int Counters, int Aliases);
