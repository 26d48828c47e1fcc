namespace Pathway.Functions.Resources.Upkeep;

/// <summary>Whether table and containers tell the same story.</summary>
/// <param name="Ok">Every published version has its file, whole, and no blob is left over. Left-over blobs go in the
/// nightly purge.</param>
/// <param name="Missing">Published versions without a file: restore the blob from soft delete or its versions.</param>
/// <param name="WrongSize">Published versions whose file has another size than was published.</param>
public sealed record ConsistencyReport(
    bool Ok,
    int Resources,
    int Versions,
    int Files,
    long Bytes,
    IReadOnlyList<NamedFile> Missing,
    IReadOnlyList<NamedFile> WrongSize,
    IReadOnlyList<UnnamedBlob> Unnamed);
