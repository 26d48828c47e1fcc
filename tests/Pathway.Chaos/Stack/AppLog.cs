using System.Text;

namespace Pathway.Chaos.Stack;

/// <summary>Everything the app's processes write, kept in a file and counted.</summary>
internal sealed class AppLog(string file) : IDisposable
{
    private readonly Lock gate = new();
    private readonly StreamWriter writer = new(file, append: true, Encoding.UTF8);

    private long bytes;
    private long warnings;

    public string File => file;

    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Lines that say that something is not well.</summary>
    public long Warnings => Interlocked.Read(ref warnings);

    public void Write(string line)
    {
        Interlocked.Add(ref bytes, line.Length);
        if (line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal)
            || line.StartsWith("crit:", StringComparison.Ordinal))
            Interlocked.Increment(ref warnings);
        lock (gate)
            writer.WriteLine(line);
    }

    public void Flush()
    {
        lock (gate)
            writer.Flush();
    }

    public void Dispose()
    {
        lock (gate)
            writer.Dispose();
    }
}
