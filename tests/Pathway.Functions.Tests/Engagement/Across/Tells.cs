namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What a shown figure says of a group.</summary>
internal enum Tells
{
    Learners,
    Events,

    /// <summary>An hour for each learner and session.</summary>
    Minutes,

    /// <summary>The same in tenths of hours, rounded.</summary>
    Hours,

    /// <summary>That as many as an average takes were there, or fewer: 1 or 0.</summary>
    ManyForAverage,

    /// <summary>Learners who were at more than one session.</summary>
    Again,

    /// <summary>The number itself, as no answer tells it: what the attack must find.</summary>
    Exactly,
}
