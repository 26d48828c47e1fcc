using Microsoft.Graph.Models;

namespace Pathway.Functions.Graph;

/// <summary>
/// Reads a list to its end. Graph may make pages as small as it likes, empty ones included, whatever is asked for.
/// </summary>
internal static class GraphPages
{
    private const int MostPages = 1_000;

    /// <param name="first">The first page.</param>
    /// <param name="items">What a page holds.</param>
    /// <param name="next">Reads the page behind a next link.</param>
    /// <exception cref="GraphFaultException">The pages lead in a circle.</exception>
    public static async Task<IReadOnlyList<TItem>> ReadAsync<TPage, TItem>(
        Task<TPage?> first, Func<TPage, List<TItem>?> items, Func<string, Task<TPage?>> next)
        where TPage : BaseCollectionPaginationCountResponse
    {
        var found = new List<TItem>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        for (var page = await first; page is not null;)
        {
            found.AddRange(items(page) ?? []);
            if (page.OdataNextLink is not { } link)
                break;
            if (!visited.Add(link) || visited.Count > MostPages)
                throw new GraphFaultException(
                    new(GraphFaultKind.Unknown, "", "Microsoft Graph's list leads in a circle"));
            page = await next(link);
        }

        return found;
    }
}
