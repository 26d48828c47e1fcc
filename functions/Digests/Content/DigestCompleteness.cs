using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Content;

/// <summary>Says in words whether the figures are all there are.</summary>
public static class DigestCompleteness
{
    public static Completeness For(FactsBacklog backlog, CollegeId college) =>
        backlog.IsEmptyFor(college)
            ? Completeness.Full
            : new(false, Words(backlog.Waiting, backlog.DeadLetters.GetValueOrDefault(college)));

    public static Completeness For(FactsBacklog backlog) =>
        backlog.IsEmpty
            ? Completeness.Full
            : new(false, Words(backlog.Waiting, backlog.DeadLetters.Values.Sum() + backlog.Unreadable));

    private static string Words(int waiting, int dead)
    {
        var parts = new[]
        {
            waiting > 0 ? $"{DigestWords.Plural(waiting, "delivery is", "deliveries are")} still being counted" : null,
            dead > 0 ? $"{DigestWords.Plural(dead, "delivery", "deliveries")} could not be counted" : null,
        };
        return $"These figures may rise: {string.Join(" and ", parts.OfType<string>())}.";
    }
}
