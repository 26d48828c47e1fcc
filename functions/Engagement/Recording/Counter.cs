using NodaTime;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>What happened to one object in one way on one day of a college, in Europe/London.</summary>
/// <param name="Object">The slug of an activity or resource, or the address of a thing elsewhere.</param>
public sealed record Counter(LocalDate Date, ObjectKind Kind, string Object, FactVerb Verb)
{
    public long Events { get; init; }

    public long Minutes { get; init; }

    public long RatingSum { get; init; }

    /// <summary>How many ratings <see cref="RatingSum"/> adds up.</summary>
    public long Ratings { get; init; }

    /// <summary>
    /// The distinct learners as sorted prefixes of their references (<see cref="Programme.LearnerRef.Prefix"/>).
    /// </summary>
    public ulong[] Learners { get; init; } = [];
}
