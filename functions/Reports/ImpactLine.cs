namespace Pathway.Functions.Reports;

/// <summary>
/// A line of the report: null where a small number is hidden. <see cref="Encounters"/> are learners at sessions, each session of
/// each learner counted; <see cref="Before"/> is <see cref="Learners"/> in the period before.
/// </summary>
public sealed record ImpactLine(string Key, string Name, long? Learners, long? Encounters, double? Hours, long? Before = null);
