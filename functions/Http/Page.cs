using Microsoft.AspNetCore.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Http;

/// <summary>One page of a list: <c>{items, next}</c>; <c>next</c> is what the next call gives as <c>?after=</c>.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Page
{
    public const int Size = 100;

    /// <summary>A page of what was read in the order of its keys: the first of it, and one more if there is more.</summary>
    public static IResult From<T>(IReadOnlyList<T> first, Func<T, string> key) =>
        Results.Json(
            new Page<T>([.. first.Take(Size)], first.Count > Size ? key(first[Size - 1]) : null), PathwayJson.Plain);

    /// <summary>A page of a small list that is in memory, in the ordinal order of its keys.</summary>
    public static IResult From<TSource, TView>(
        HttpRequest request, IEnumerable<TSource> all, Func<TSource, string> key, Func<TSource, TView> view)
    {
        var after = request.Query["after"].ToString();
        var page = all.OrderBy(key, StringComparer.Ordinal)
            .Where(item => string.CompareOrdinal(key(item), after) > 0)
            .Take(Size + 1)
            .ToList();
        var more = page.Count > Size;
        return Results.Json(
            new Page<TView>([.. page.Take(Size).Select(view)], more ? key(page[Size - 1]) : null), PathwayJson.Plain);
    }
}
