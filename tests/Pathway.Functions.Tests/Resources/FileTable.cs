namespace Pathway.Functions.Tests.Resources;

/// <summary>The files tried: the test checks each, and docs/file-types.md shows them.</summary>
internal static class FileTable
{
    public static IReadOnlyList<TriedFile> All { get; } =
    [
        .. PublishedSamples.All, .. Drawings.Published, .. RefusedSamples.All, .. Drawings.Refused,
    ];
}
