using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// Which things a sample is about that are none of the college's. An id that nothing it may see has is a mistake, mostly of
/// one letter; an address without an alias is taken, and counted as elsewhere until it has one.
/// </summary>
internal static class SampleObjects
{
    private const int MostNamed = 10;

    /// <summary>Null while the programme has nothing that a sample could be held against, or the sample has no facts.</summary>
    /// <param name="own">What the college may see.</param>
    public static IntakeStep? Check(FactBatch batch, KnownObjects known, IReadOnlySet<FactObject> own)
    {
        var ids = own.Select(about => about.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var sent = batch.Facts.Select(fact => fact.Object)
            .Where(about => about.Kind != ObjectKind.Programme)
            .Distinct()
            .ToList();
        if (!known.Own.Any() || sent.Count == 0)
            return null;
        var foreign = sent.FindAll(about => !own.Contains(known.Name(about, batch.College.Id)));
        var mistakes = foreign.FindAll(about => about.Kind != ObjectKind.Elsewhere);
        var elsewhere = foreign.FindAll(about => about.Kind == ObjectKind.Elsewhere);
        var words = mistakes.Select(about => Mistake(about.Name, ids))
            .Concat(elsewhere.Select(Elsewhere))
            .Take(MostNamed)
            .ToList();
        if (words.Count == 0)
            words.Add($"All {sent.Count} things it is about are this college's.");
        return new IntakeStep("objects", string.Join(" ", words), mistakes.Count > 0 ? Refusal.Malformed : null);
    }

    private static string Mistake(string id, List<string> ids)
    {
        var near = ids
            .Select(own => (Own: own, Distance: EditDistance.Between(id, own)))
            .Where(
                own => own.Distance <= Math.Max(2, id.Length / 4) || own.Own.StartsWith(id, StringComparison.Ordinal))
            .OrderBy(own => own.Distance)
            .Take(3)
            .Select(own => own.Own)
            .ToList();
        return $"{id} is no activity or resource of this college"
            + (near.Count == 0 ? "." : $": is {string.Join(" or ", near)} meant?");
    }

    private static string Elsewhere(FactObject about) => about.IsNameless
        ? "An address that looks like a person's page is dropped, unless the manager gives it as an alias."
        : $"{about.Name} is nobody's alias: it is counted as elsewhere until the manager gives it to an activity or a resource.";
}
