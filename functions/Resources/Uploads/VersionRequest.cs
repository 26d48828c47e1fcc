using System.Buffers;
using System.Net.Http.Headers;
using Pathway.Functions.Http;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>The body of <c>POST /api/resources/{id}/versions</c>. What the file really is, its bytes will say.</summary>
public sealed record VersionRequest(string? FileName, string? ContentType)
{
    public const int MaxFileName = 150;
    public const int MaxContentType = 100;

    // What Windows forbids: the learner will save the file.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>The type without its parameters, in lower case.</summary>
    public string MediaType => MediaTypeHeaderValue.Parse(ContentType!).MediaType!.ToLowerInvariant();

    public bool Validate(List<Fault> faults)
    {
        var before = faults.Count;
        if (string.IsNullOrWhiteSpace(FileName) || FileName.Length > MaxFileName || FileName != FileName.Trim() || FileName is "." or ".."
            || FileName.AsSpan().ContainsAny(NotInNames) || FileName.Any(char.IsControl))
            faults.Add(new("/fileName", $"is required: a plain file name of at most {MaxFileName} characters."));
        if (ContentType is null or { Length: > MaxContentType } || !MediaTypeHeaderValue.TryParse(ContentType, out _))
            faults.Add(new("/contentType", "is required: a media type, such as application/pdf."));
        return faults.Count == before;
    }
}
