namespace Pathway.Functions.Resources.Files;

/// <summary>
/// How much an archive may unpack to, with all the archives in it: what a learner's machine should not be filled
/// with.
/// </summary>
internal sealed class ArchiveLimits
{
    /// <summary>Archives in archives: one that lies in one that lies in the file is not looked into.</summary>
    public const int MaxDepth = 1;

    private const long MaxUnpacked = 4L * 1024 * 1024 * 1024;

    /// <summary>Small archives may be packed as tight as they like.</summary>
    private const long AnyRatio = 10L * 1024 * 1024;

    /// <summary>Sheets and logs are packed to a thirtieth; only what is made to fill a disk goes far beyond.</summary>
    private const int MaxRatio = 100;

    private int entries;
    private long unpacked;

    /// <summary>Adds one archive of so many bytes; the reason when that is too much.</summary>
    public string? Add(IReadOnlyList<ZipEntry> directory, long archiveLength)
    {
        entries += directory.Count;
        var here = 0L;
        foreach (var entry in directory)
        {
            here += Math.Max(0, entry.Size);
            if (IsBomb(entry.Size, entry.PackedSize) || here > MaxUnpacked)
                return TooMuch;
        }

        unpacked += here;
        return entries > ZipDirectory.MaxEntries ? $"The archive has more than {ZipDirectory.MaxEntries} entries."
            : unpacked > MaxUnpacked || IsBomb(here, archiveLength) ? TooMuch
            : null;
    }

    private static string TooMuch =>
        $"The archive unpacks to more than {MaxRatio} times its size or more than 4 GiB: it would fill a disk.";

    private static bool IsBomb(long size, long packed) => size > AnyRatio && size / MaxRatio > packed;
}
