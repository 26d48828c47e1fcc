namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Tells what a ZIP archive is by what is in it, and refuses macros, programs, and what would fill a disk. Every
/// entry is unpacked, because neither a name nor a size proves anything; an archive within is looked into as well,
/// one within that is not.
/// </summary>
internal static class ArchiveInspection
{
    private const int Head = 512;

    public static async Task<FileSignature> InspectAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var archive = content;
        var (refusal, entries) = await LookAsync(archive, new ArchiveLimits(), 0, cancellationToken);
        return refusal is null
            ? await ArchiveKind.DetectAsync(archive, entries, cancellationToken)
            : FileSignature.Refused(refusal);
    }

    private static async Task<(string? Refusal, IReadOnlyList<ZipEntry> Entries)> LookAsync(
        Stream archive, ArchiveLimits limits, int depth, CancellationToken cancellationToken)
    {
        if (await ZipDirectory.ReadAsync(archive, cancellationToken) is not { } entries)
            return ($"The archive is damaged, split, or has more than {ZipDirectory.MaxEntries} entries.", []);
        if ((limits.Add(entries, archive.Length) ?? Overlap(entries)) is { } fault)
            return (fault, entries);
        foreach (var entry in entries.OrderBy(entry => entry.Offset))
        {
            var found = ArchiveNames.Fault(entry)
                ?? (entry.IsFolder ? null : await InEntryAsync(archive, entry, limits, depth, cancellationToken));
            if (found is { } reason)
                return (reason, entries);
        }

        return (await ArchiveKind.MacrosAsync(archive, entries, cancellationToken), entries);
    }

    // Two entries made of the same bytes, or of one name, are two archives to two readers.
    private static string? Overlap(IReadOnlyList<ZipEntry> entries)
    {
        var (end, names) = (0L, new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in entries.OrderBy(entry => entry.Offset))
        {
            if (entry.Offset < end || !names.Add(entry.Name))
                return $"The archive is damaged, or made to deceive: {ArchiveNames.Shown(entry.Name)} is in it twice.";
            end = entry.Offset + entry.PackedSize;
        }

        return null;
    }

    private static async Task<string?> InEntryAsync(
        Stream archive, ZipEntry entry, ArchiveLimits limits, int depth, CancellationToken cancellationToken)
    {
        var shown = ArchiveNames.Shown(entry.Name);
        if (await ZipContent.UnpackAsync(archive, entry, Head, null, cancellationToken) is not { } head)
            return $"The archive is damaged, or packed in a way that cannot be looked into: {shown}.";
        if (FileSignature.Program(head) is { } program)
            return $"The archive holds {program}: {shown}.";
        return FileSignature.Detect(head).Look switch
        {
            FurtherLook.Archive when depth == ArchiveLimits.MaxDepth =>
                $"The archive holds an archive within an archive, deeper than is looked: {shown}.",
            FurtherLook.Archive =>
                await WithinAsync(
                    archive,
                    entry,
                    async within =>
                        (await LookAsync(within, limits, depth + 1, cancellationToken)).Refusal is { } reason
                            ? $"In {shown}: {reason}"
                            : null,
                    cancellationToken),
            FurtherLook.Compound =>
                await WithinAsync(
                    archive,
                    entry,
                    async within =>
                        await CompoundInspection.HasMacrosAsync(within, cancellationToken)
                            ? $"The file holds macros, or a document that can: {shown}."
                            : null,
                    cancellationToken),
            _ => null,
        };
    }

    private static async Task<string?> WithinAsync(
        Stream archive, ZipEntry entry, Func<Stream, Task<string?>> look, CancellationToken cancellationToken)
    {
        await using var within = await ZipContent.CopyAsync(archive, entry, cancellationToken);
        return within is null ? $"The archive is damaged: {ArchiveNames.Shown(entry.Name)}." : await look(within);
    }
}
