namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>Which of the two a relation is about.</summary>
internal enum Measure
{
    Learners,
    Value,
}
