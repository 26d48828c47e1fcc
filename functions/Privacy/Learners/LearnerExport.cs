using Pathway.Functions.Engagement.Learners;

namespace Pathway.Functions.Privacy.Learners;

/// <summary>Everything kept of a learner.</summary>
/// <param name="Complete">False while deliveries wait to be recorded: they may hold more.</param>
public sealed record LearnerExport(
    string College,
    string Reference,
    DateTimeOffset At,
    bool Complete,
    int Facts,
    int Counters,
    int Aliases,
    IReadOnlyList<LearnerRow> Rows);
