namespace Pathway.Functions.Resources.Ingest;

/// <summary>One entry of a ZIP archive as its central directory has it.</summary>
public sealed record ZipEntry(string Name, int Flags, int Method, long PackedSize, long Offset)
{
    public bool IsEncrypted => (Flags & 1) != 0;

    public bool IsFolder => Name.EndsWith('/');
}
