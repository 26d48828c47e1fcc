namespace Pathway.Functions.Programme.Rules;

/// <summary>The addresses that the programme's own things have in this app itself, page and API alike.</summary>
internal static class OwnAddress
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Where the app is reached, without scheme: on a laptop under any of the laptop's own names.</summary>
    public static IReadOnlyList<string> Homes(string baseUrl)
    {
        if (ObjectAddress.Canonical(baseUrl) is not { } canonical)
            return [];
        var home = ObjectAddress.WithoutScheme(canonical);
        return Loopback.FirstOrDefault(
            name => home == name || home.StartsWith(name + ":", StringComparison.Ordinal)) is { } local
            ? [.. Loopback.Select(name => name + home[local.Length..])]
            : [home];
    }

    /// <param name="things">As the address calls them: activities, or resources.</param>
    public static IEnumerable<string> Pages(string home, string things, string id) =>
        [$"{home}/{things}/{id}", $"{home}/api/{things}/{id}", $"{home}/{things}/{id}/about"];
}
