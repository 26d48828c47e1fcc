namespace Pathway.Functions.Resources.Uploads;

/// <summary>
/// The answer to a new resource or version. The address takes one file, for an hour, by one PUT with these headers.
/// </summary>
public sealed record UploadView(
    string? Id, int Version, Uri UploadUrl, IReadOnlyDictionary<string, string> UploadHeaders)
{
    public UploadView(string? id, int version, Uri uploadUrl, VersionRequest file)
        : this(
            id,
            version,
            uploadUrl,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["x-ms-blob-type"] = "BlockBlob", ["content-type"] = file.MediaType })
    {
    }
}
