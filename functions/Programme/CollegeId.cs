using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Programme;

/// <summary>
/// A college's slug: <c>utc-</c> and lower-case letters, digits and single hyphens, 5 to 63 characters.
/// </summary>
public readonly partial record struct CollegeId
{
    public const string Rule =
        "A college's id is utc- and lower-case letters, digits and single hyphens, 5 to 63 characters.";

    private readonly string? value;

    private CollegeId(string value)
    {
        this.value = value;
    }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static CollegeId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is no id of the programme.");

    public static bool TryParse([NotNullWhen(true)] string? text, out CollegeId id)
    {
        id = text is { Length: >= 5 and <= 63 } && Pattern().IsMatch(text) ? new CollegeId(text) : default;
        return id.value is not null;
    }

    public override string ToString() => value ?? "";

    // A part ends at a hyphen and nowhere else, so nothing is tried twice; an engine without backtracking would build its
    // automaton while the first webhook of a process waits.
    [GeneratedRegex(@"^utc(?:-[a-z0-9]+)+\z")]
    private static partial Regex Pattern();
}
