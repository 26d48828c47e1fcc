using System.Diagnostics.CodeAnalysis;

namespace Pathway.Functions.Programme;

/// <summary>The shape every id shares: it stands in URLs, row keys and blob names without escaping.</summary>
public static class Slug
{
    public const string Rule = "lower-case letters, digits and single hyphens, at most 63 characters";

    // By hand: every event of every delivery names something.
    public static bool IsValid([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: >= 1 and <= 63 } || text[0] == '-' || text[^1] == '-')
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterLower(text[i])
                && !char.IsAsciiDigit(text[i])
                && (text[i] != '-' || text[i - 1] == '-'))
                return false;
        }

        return true;
    }
}
