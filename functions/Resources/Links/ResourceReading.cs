using System.Net.Http.Headers;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Files;
using Pathway.Functions.Resources.Ingest;

namespace Pathway.Functions.Resources.Links;

/// <summary>Sends a reader on to the file and counts the use.</summary>
public sealed class ResourceReading(
    ResourceCatalogue catalogue, PublishedFiles files, SignedBlobs signatures, UseCount uses)
{
    /// <param name="version">The version wanted; null for the newest.</param>
    /// <param name="reader">Whose use it is.</param>
    /// <param name="isUse">Not when a program looks whether a link still works.</param>
    public async Task<(ReadingOutcome Outcome, Uri? Address)> OpenAsync(
        ResourceId id, int? version, ResourceReader reader, bool isUse, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(id, cancellationToken) is not { } resource || !reader.Sees(resource))
            return (ReadingOutcome.Unknown, null);
        var wanted = version is null ? resource.Current : resource.Version(version.Value);
        if (resource.WithdrawnAt is not null
            || wanted?.State == ResourceState.Withdrawn
            || (resource.Current is null && resource.Versions.Any(version => version.State == ResourceState.Withdrawn)))
            return (ReadingOutcome.Withdrawn, null);
        if (wanted is not { State: ResourceState.Published })
            return (ReadingOutcome.Unknown, null);

        if (isUse && reader.College is { } college)
            await uses.AddAsync(college, id, reader.Door, cancellationToken);
        var name = SavedName.For(wanted.FileName);
        var disposition = new ContentDispositionHeaderValue("attachment") { FileName = Ascii(name), FileNameStar = name };
        var address = await signatures.ForReadingAsync(
            files.BlobOf(wanted.Sha256!),
            ResourceOptions.ReadLife,
            disposition.ToString(),
            wanted.ContentType,
            cancellationToken);
        return (ReadingOutcome.Open, address);
    }

    // For clients that do not know RFC 8187.
    private static string Ascii(string fileName) =>
        $"\"{string.Concat(fileName.Select(letter => char.IsAscii(letter) && letter is not ('"' or '\\') ? letter : '_'))}\"";
}
