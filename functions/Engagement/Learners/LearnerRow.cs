namespace Pathway.Functions.Engagement.Learners;

/// <summary>One thing kept of a learner, as an export tells it.</summary>
/// <param name="Row"><c>fact</c>, <c>enrolment</c> or <c>alias</c>.</param>
/// <param name="Year">The academic year's first calendar year; null for an alias.</param>
/// <param name="Reference">By which of the learner's references it is kept.</param>
/// <param name="Word">The fact's verb, the enrolment's state.</param>
/// <param name="Others">How many learners share the fact.</param>
public sealed record LearnerRow(
    string Row,
    string? Year,
    string Reference,
    DateTimeOffset? At = null,
    string? Word = null,
    string? Kind = null,
    string? Object = null,
    int? Minutes = null,
    int? Rating = null,
    int? YearGroup = null,
    int? Others = null);
