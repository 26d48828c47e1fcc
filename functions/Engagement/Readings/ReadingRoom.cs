namespace Pathway.Functions.Engagement.Readings;

/// <summary>The memory that a reading may take up.</summary>
internal sealed class ReadingRoom(long bytes)
{
    private long taken;

    /// <summary>What is taken up, in bytes.</summary>
    public long Taken => Interlocked.Read(ref taken);

    /// <summary>False, and nothing taken, where there is not so much left.</summary>
    public bool TryTake(long wanted)
    {
        if (Interlocked.Add(ref taken, wanted) <= bytes)
            return true;
        Interlocked.Add(ref taken, -wanted);
        return false;
    }
}
