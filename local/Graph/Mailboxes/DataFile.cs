using System.Text.Json;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Subscriptions;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>Everything that outlives a restart.</summary>
internal sealed record ExchangeState(
    long Stamp, long SyncStamp, long LastNumber, long LastChange, SimulatorModes Modes,
    IReadOnlyList<Mailbox> Mailboxes, IReadOnlyList<Posting> Postings, IReadOnlyList<Subscription> Subscriptions);

/// <summary>
/// Keeps the state in a file: written whole beside it and moved over it, so that a crash leaves the state of at most half
/// a second before, never half a file.
/// </summary>
internal sealed class DataFile : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly string path;
    private readonly Exchange exchange;
    private readonly PeriodicTimer timer;
    private readonly Task saving;

    private DataFile(string path, Exchange exchange, TimeProvider time)
    {
        (this.path, this.exchange) = (path, exchange);
        timer = new PeriodicTimer(Interval, time);
        saving = SaveRegularlyAsync();
    }

    /// <exception cref="InvalidDataException">The file is not the simulator's.</exception>
    public static DataFile Open(string path, Exchange exchange, TimeProvider time)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path))
            exchange.Restore(Load(path));
        return new DataFile(path, exchange, time);
    }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await saving;
        Save();
    }

    private static ExchangeState Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (JsonSerializer.Deserialize<ExchangeState>(stream, Json.Options) is { } state)
                return state;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"'{path}' is not the Graph simulator's data: {fault.Message} Remove it to start empty.", fault);
        }

        throw new InvalidDataException($"'{path}' is empty. Remove it to start empty.");
    }

    private async Task SaveRegularlyAsync()
    {
        while (await timer.WaitForNextTickAsync())
            Save();
    }

    private void Save()
    {
        byte[] bytes;
        lock (exchange.Gate)
        {
            if (!exchange.Dirty)
                return;
            bytes = JsonSerializer.SerializeToUtf8Bytes(exchange.State(), Json.Options);
            exchange.Dirty = false;
        }

        var beside = $"{path}.new";
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, path, overwrite: true);
    }
}
