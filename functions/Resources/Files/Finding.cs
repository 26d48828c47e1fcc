using Azure;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// What a look at an uploaded file came to. <see cref="Is"/> is the exact state of the blob that was looked at.
/// </summary>
public sealed record Finding(string? Refusal, FileType? Type, long Size, string Sha256, ETag Is)
{
    public static Finding Refused(string reason) => new(reason, null, 0, "", default);
}
