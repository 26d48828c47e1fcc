using Pathway.Functions.Pages.House;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Pages.Resources;

/// <summary>The catalogue, and what it can be narrowed to: each filter lists what there is.</summary>
/// <param name="Search">What stands in the filters.</param>
/// <param name="Activities">Ids and titles of those that have resources.</param>
/// <param name="More">The address of the rest; null on the last page.</param>
public sealed record ResourceListModel(
    FormState Search,
    IReadOnlyList<Resource> Found,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Tags,
    IReadOnlyList<int> YearGroups,
    IReadOnlyList<(string Value, string Words)> Activities,
    string? More)
{
    public bool IsNarrowed => Search.Fields.Typed.Any(typed => typed.Value.Length > 0);
}
