namespace Pathway.Functions.Http.Sheets;

/// <summary>What may still be unpacked of one file.</summary>
internal sealed class UnpackedBytes(int most)
{
    private long left = most;

    /// <exception cref="SheetRefusedException">It is more than was allowed.</exception>
    public void Count(int read)
    {
        left -= read;
        if (left < 0)
            throw new SheetRefusedException($"The workbook unpacks to more than {most} bytes.");
    }
}
