using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// What was accepted and is not counted: deliveries still in the queue, of whatever college, and dead letters by college.
/// </summary>
/// <param name="Unreadable">Dead letters of which nobody can say whose they are.</param>
public sealed record FactsBacklog(int Waiting, IReadOnlyDictionary<CollegeId, int> DeadLetters, int Unreadable)
{
    /// <summary>True when everything that was accepted has been counted.</summary>
    public bool IsEmpty => Waiting == 0 && DeadLetters.Count == 0 && Unreadable == 0;

    /// <summary>The same for one college: its own dead letters only, but what waits may be anybody's.</summary>
    public bool IsEmptyFor(CollegeId college) => Waiting == 0 && !DeadLetters.ContainsKey(college);
}
