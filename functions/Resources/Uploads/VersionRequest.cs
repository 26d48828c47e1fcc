using System.Buffers;
using System.Net.Http.Headers;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Files;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>The body of <c>POST /api/resources/{id}/versions</c>. What the file really is, its bytes will say.</summary>
public sealed record VersionRequest(string? FileName, string? ContentType)
{
    public const int MaxFileName = 150;
    public const int MaxContentType = 100;

    /// <summary>What browsers mean when they declare nothing: they leave the type of a file they do not know empty.</summary>
    private const string Unknown = "application/octet-stream";

    // What Windows forbids: the learner will save the file. A quotation mark is common in titles, and a browser there replaces it.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?<>|");

    /// <summary>The type without its parameters, in lower case.</summary>
    public string MediaType =>
        string.IsNullOrWhiteSpace(ContentType)
            ? Unknown
            : MediaTypeHeaderValue.Parse(ContentType).MediaType!.ToLowerInvariant();

    /// <summary>With the name that the file is saved under.</summary>
    public VersionRequest Cleaned() => this with { FileName = SavedName.For(FileName!) };

    public bool Validate(List<Fault> faults)
    {
        var before = faults.Count;
        if (string.IsNullOrWhiteSpace(FileName)
            || FileName.Length > MaxFileName
            || FileName != FileName.Trim()
            || FileName is "." or ".."
            || FileName.AsSpan().ContainsAny(NotInNames)
            || FileName.Any(char.IsControl)
            || VisibleText.Only(FileName).Trim(' ', '.').Length == 0)
            faults.Add(new("/fileName", $"is required: a plain file name of at most {MaxFileName} characters."));
        if (ContentType is null or { Length: > MaxContentType }
            || !(ContentType.Trim().Length == 0 || MediaTypeHeaderValue.TryParse(ContentType, out _)))
            faults.Add(
                new("/contentType", "is required: a media type, such as application/pdf, or empty if it is not known."));
        return faults.Count == before;
    }
}
