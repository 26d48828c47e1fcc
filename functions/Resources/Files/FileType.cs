namespace Pathway.Functions.Resources.Files;

/// <summary>A kind of file the programme publishes.</summary>
/// <param name="Name">With its article, as it stands in a sentence.</param>
/// <param name="ContentType">What it is served as.</param>
/// <param name="Extensions">The endings a name may have, in lower case with their dot.</param>
/// <param name="AlsoDeclared">Other media types that browsers and systems declare for it; they choose where bytes and
/// name leave a choice.</param>
/// <param name="Why">What the course needs it for, or what makes it safe to hand out.</param>
/// <param name="IsText">Text all through, of whatever name.</param>
public sealed record FileType(
    string Name, string ContentType, string[] Extensions, string[] AlsoDeclared, string Why, bool IsText = false)
{
    public bool HasName(string fileName) => Extensions.Contains(Path.GetExtension(fileName).ToLowerInvariant());

    /// <summary>With or without the <c>x-</c> that a type bore before it was registered (RFC 6648).</summary>
    public bool IsDeclaredAs(string contentType) =>
        Plain(contentType) is var declared
            && (declared == Plain(ContentType) || AlsoDeclared.Any(also => declared == Plain(also)));

    private static string Plain(string contentType) => contentType.Replace("/x-", "/", StringComparison.Ordinal);
}
