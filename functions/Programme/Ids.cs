using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Programme;

/// <summary>A college's slug: <c>utc-</c> and lower-case letters, digits and single hyphens, 5 to 63 characters.</summary>
public readonly partial record struct CollegeId
{
    private readonly string? value;

    private CollegeId(string value)
    {
        this.value = value;
    }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static CollegeId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("This is no id of the programme.");

    public static bool TryParse([NotNullWhen(true)] string? text, out CollegeId id)
    {
        id = text is { Length: >= 5 and <= 63 } && Pattern().IsMatch(text) ? new CollegeId(text) : default;
        return id.value is not null;
    }

    public override string ToString() => value ?? "";

    [GeneratedRegex(@"^utc(-[a-z0-9]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}

/// <summary>An activity's slug: lower-case letters, digits and single hyphens, 1 to 63 characters.</summary>
public readonly record struct ActivityId
{
    private readonly string? value;

    private ActivityId(string value)
    {
        this.value = value;
    }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static ActivityId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("This is no id of the programme.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ActivityId id)
    {
        id = Slug.IsValid(text) ? new ActivityId(text) : default;
        return id.value is not null;
    }

    public override string ToString() => value ?? "";
}

/// <summary>A resource's slug: lower-case letters, digits and single hyphens, 1 to 63 characters.</summary>
public readonly record struct ResourceId
{
    private readonly string? value;

    private ResourceId(string value)
    {
        this.value = value;
    }

    /// <exception cref="FormatException">The text was not written by <see cref="ToString"/>.</exception>
    public static ResourceId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("This is no id of the programme.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceId id)
    {
        id = Slug.IsValid(text) ? new ResourceId(text) : default;
        return id.value is not null;
    }

    public override string ToString() => value ?? "";
}

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
            if (!char.IsAsciiLetterLower(text[i]) && !char.IsAsciiDigit(text[i]) && (text[i] != '-' || text[i - 1] == '-'))
                return false;
        }

        return true;
    }
}
