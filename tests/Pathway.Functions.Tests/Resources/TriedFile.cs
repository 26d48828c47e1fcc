namespace Pathway.Functions.Tests.Resources;

/// <summary>One file tried, and what it gets: a content type, or a refusal that holds these words.</summary>
public sealed record TriedFile(
    string What, string FileName, string Declared, byte[] Content, string Gets, bool IsPublished)
{
    public override string ToString() => What;

    public static TriedFile Published(string what, string fileName, string declared, byte[] content) =>
        new(what, fileName, declared, content, declared, true);

    public static TriedFile Refused(string what, string fileName, string declared, byte[] content, string reason) =>
        new(what, fileName, declared, content, reason, false);
}
