namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// An address by which a learning platform calls one of the programme's own activities or resources: a page, or a URN. Whoever
/// gives it says that it is a thing, so it may look like a person's page; a user or password it has none.
/// </summary>
public static class ObjectAlias
{
    /// <summary>The most aliases one thing may have.</summary>
    public const int MaxCount = 100;

    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 1_000;

    public static readonly string Rule =
        $"is not an absolute address (http, https or urn) of at most {MaxLength} characters, "
        + "without user or password: no event could ever match it.";

    public static readonly string TooMany = $"has more than {MaxCount} entries.";

    /// <summary>Trims the text; false for what is no such address.</summary>
    public static bool TryParse(string? text, out string? alias)
    {
        alias = text?.Trim();
        return alias?.Length <= MaxLength
            && VisibleText.Only(alias) == alias
            && ObjectAddress.TryRead(alias, out _)
            && Uri.TryCreate(alias, UriKind.Absolute, out var address) && address.UserInfo.Length == 0;
    }
}
