namespace Pathway.Functions.Resources.Files;

/// <summary>One entry of a ZIP archive as its central directory has it.</summary>
/// <param name="Name">With <c>/</c> between its parts, whichever stroke the archive was written with.</param>
/// <param name="Size">Unpacked, as the directory says.</param>
public sealed record ZipEntry(string Name, int Flags, int Method, long PackedSize, long Size, long Offset)
{
    public bool IsEncrypted => (Flags & 1) != 0;

    public bool IsFolder => Name.EndsWith('/');
}
