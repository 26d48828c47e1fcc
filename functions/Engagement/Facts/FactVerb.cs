namespace Pathway.Functions.Engagement.Facts;

/// <summary>What a learner did. The words are the contract's: they stand in counters, figures and reports.</summary>
public enum FactVerb
{
    Enrolled,
    Left,
    Attended,
    Viewed,
    Completed,
    Submitted,
    Entered,
    Rated,

    /// <summary>Takes back what was said before: no counter has it.</summary>
    Voided,
}
