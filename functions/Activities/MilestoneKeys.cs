using System.Globalization;

namespace Pathway.Functions.Activities;

/// <summary>
/// Finds out which milestone of a new definition is which of the one before, so that one that was moved or renamed
/// keeps its entry in people's calendars: first those that are the same, then those of the same title, then those of
/// the same day.
/// </summary>
internal static class MilestoneKeys
{
    public static IReadOnlyList<Milestone> Assign(IReadOnlyList<Milestone> wanted, IReadOnlyList<Milestone> before)
    {
        var left = before.ToList();
        var keys = new string?[wanted.Count];
        Match((a, b) => a.Title == b.Title && a.Date == b.Date);
        Match((a, b) => a.Title == b.Title);
        Match((a, b) => a.Date == b.Date);

        // The number of a milestone that went may come back; its ledger row then begins a new generation.
        var last = before.Select(milestone => int.Parse(milestone.Key.AsSpan(1), CultureInfo.InvariantCulture))
            .DefaultIfEmpty()
            .Max();
        return [.. wanted.Select((milestone, i) => milestone with { Key = keys[i] ?? $"m{++last}" })];

        void Match(Func<Milestone, Milestone, bool> same)
        {
            for (var i = 0; i < wanted.Count; i++)
            {
                if (keys[i] is not null || left.Find(candidate => same(candidate, wanted[i])) is not { } found)
                    continue;
                keys[i] = found.Key;
                left.Remove(found);
            }
        }
    }
}
