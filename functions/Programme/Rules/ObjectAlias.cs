namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// An address by which a learning platform calls one of the programme's own activities or resources. Facts are matched to it by
/// <see cref="ObjectAddress.Same"/>, which keeps nobody's user name or password; so an alias has none either.
/// </summary>
public static class ObjectAlias
{
    /// <summary>The most aliases one thing may have.</summary>
    public const int MaxCount = 100;

    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 1_000;

    public static readonly string Rule = $"is not an absolute address of at most {MaxLength} characters, without user or password.";

    public static readonly string TooMany = $"has more than {MaxCount} entries.";

    /// <summary>Trims the text; false for what is no such address.</summary>
    public static bool TryParse(string? text, out string? alias)
    {
        alias = text?.Trim();
        return alias?.Length <= MaxLength
            && Uri.TryCreate(alias, UriKind.Absolute, out var address) && !address.IsFile && address.UserInfo.Length == 0;
    }
}
