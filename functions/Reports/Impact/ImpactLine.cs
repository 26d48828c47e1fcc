namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// A line of the report: null where a small number is hidden, or where its table does not tell it. <see cref="Learners"/> took
/// part; <see cref="Encounters"/> are learners at sessions, each session of each learner counted; <see cref="Before"/> is
/// <see cref="Learners"/> in the same days a year before.
/// </summary>
public record ImpactLine(
    string Key, string Name, long? Learners, long? Encounters, double? Hours, long? Before = null);
