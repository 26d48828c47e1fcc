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

    /// <summary>The counter as if a fact had never been: what <c>EntityGroupTransaction</c> added to it is taken back.</summary>
    public Counter WithoutFact(int? minutes, int? rating) => this with
    {
        Events = Events - 1,
        Minutes = Minutes - (minutes ?? 0),
        RatingSum = RatingSum - (rating ?? 0),
        Ratings = Ratings - (rating is null ? 0 : 1),
    };

    /// <summary>The counter without these learners; right only when none of its facts names them any more.</summary>
    public Counter WithoutLearners(IReadOnlySet<ulong> prefixes) =>
        this with { Learners = Array.FindAll(Learners, learner => !prefixes.Contains(learner)) };
}
