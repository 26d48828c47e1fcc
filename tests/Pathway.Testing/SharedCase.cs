using System.Text.RegularExpressions;

namespace Pathway.Testing;

/// <summary>
/// One of the cases that lie beside the repository on some machines: what somebody really sent, and what is expected
/// of it.
/// </summary>
/// <param name="Name">Its folder's name without the number, such as <c>csv-uk-dates</c>.</param>
/// <param name="Call">The first line of its README, in which the method, the path and the media type stand.</param>
public sealed partial record SharedCase(string Name, string Folder, string Call)
{
    public HttpMethod Method => new(Match.Success ? Match.Groups["method"].Value : "POST");

    /// <summary>Path and query of the call; empty where the README gives none in the usual form.</summary>
    public string Path => Match.Groups["path"].Value;

    /// <summary>The media type; empty where the README gives none in the usual form.</summary>
    public string MediaType => Match.Groups["type"].Value;

    /// <summary>What it is about: everything but the README.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Folder).Where(file => System.IO.Path.GetFileName(file) != SharedCases.Readme).Order(StringComparer.Ordinal)];

    private Match Match => Form().Match(Call);

    [GeneratedRegex(
        @"^(?<method>[A-Z]+) (?<path>/[^\s,]*)(?:, (?<type>[\w.+-]+/[\w.+-]*\w))?", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
