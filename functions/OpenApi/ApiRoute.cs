using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.OpenApi;

/// <summary>One method of one function, as its trigger has it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Method">In lower case.</param>
/// <param name="Id">Unique among all: the function's name, with the method where it has several.</param>
internal sealed partial record ApiRoute(string Function, string Method, string Path, string Id)
{
    private static readonly (string Under, string Name, string Example)[] Examples =
    [
        ("/api/colleges/", "id", "utc-leeds"),
        ("/api/activities/", "id", "genomics-on-a-laptop"),
        ("", "college", "utc-leeds"),
        ("", "version", "2"),
        ("", "week", "2026-W47"),
        ("", "date", "2026-12-09"),
        ("/api/dead-letters/", "id", "facts-1"),
        ("/api/privacy/erasures/", "id", "n6aq2kcp3f5d7w4e"),
        ("", "id", "welcome"),
    ];

    /// <summary>Every call of the app, by path.</summary>
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        .. typeof(ApiRoute).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(PageAttribute)))
            .SelectMany(type => type.GetMethods())
            .SelectMany(AllOf)
            .OrderBy(route => route.Path, StringComparer.Ordinal)
            .ThenBy(route => route.Id, StringComparer.Ordinal),
    ];

    /// <summary>The names in the path, each with an example.</summary>
    public IEnumerable<(string Name, string Example)> Parameters =>
        from Match match in Parameter().Matches(Path)
        let name = match.Groups[1].Value
        select (name, Examples.First(example => example.Name == name && Path.StartsWith(example.Under, StringComparison.Ordinal)).Example);

    private static IEnumerable<ApiRoute> AllOf(MethodInfo method)
    {
        if (method.GetCustomAttribute<FunctionAttribute>()?.Name is not { } name
            || method.GetParameters()
                .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(trigger => trigger is not null) is not { } http)
            yield break;
        foreach (var (at, verb) in (http.Methods ?? []).Index())
            yield return new ApiRoute(
                name,
                verb.ToLowerInvariant(),
                "/" + Parameter().Replace(http.Route!, "{$1}"),
                at == 0 ? name : name + char.ToUpperInvariant(verb[0]) + verb[1..].ToLowerInvariant());
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
