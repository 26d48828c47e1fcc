using NodaTime;

namespace Pathway.Functions.Engagement.Readings;

/// <summary>
/// Parts of a reading, each read when it is first asked for; whoever asks meanwhile waits for the same. One that failed is read again.
/// </summary>
/// <param name="room">What all parts of the reading share.</param>
/// <param name="bytes">What one takes up.</param>
internal sealed class ReadingParts<TKey, TValue>(ReadingRoom room, Func<TValue, long> bytes)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Part> parts = [];

    /// <summary>Those that somebody asked for, and from which day on.</summary>
    public IReadOnlyList<(TKey Key, LocalDate From)> Asked
    {
        get
        {
            lock (gate)
                return [.. parts.Where(part => part.Value.IsAsked).Select(part => (part.Key, part.Value.From))];
        }
    }

    /// <param name="key">Which part.</param>
    /// <param name="from">The day that it must reach back to.</param>
    /// <param name="isAsked">Whether somebody wants to see it; else it is only brought along.</param>
    /// <param name="read">Reads it; nobody's wish to stop ends what others wait for.</param>
    public Task<TValue> GetAsync(TKey key, LocalDate from, bool isAsked, Func<Task<TValue>> read)
    {
        Part? part;
        lock (gate)
        {
            if (!parts.TryGetValue(key, out part) || part.From > from || part.Value.IsFaulted)
                parts[key] = part = new Part(from);
            part.IsAsked |= isAsked;
        }

        part.Start(() => ReadAsync(key, part, read));
        return part.Value;
    }

    private async Task<TValue> ReadAsync(TKey key, Part part, Func<Task<TValue>> read)
    {
        var value = await read();
        if (!room.TryTake(bytes(value)))
            Drop(key, part);
        return value;
    }

    private void Drop(TKey key, Part part)
    {
        lock (gate)
        {
            if (parts.GetValueOrDefault(key) == part)
                parts.Remove(key);
        }
    }

    private sealed class Part(LocalDate from)
    {
        private readonly TaskCompletionSource<TValue> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int started;

        public LocalDate From => from;

        public bool IsAsked { get; set; }

        public Task<TValue> Value => result.Task;

        public void Start(Func<Task<TValue>> read)
        {
            if (Interlocked.Exchange(ref started, 1) == 0)
                _ = RunAsync(read);
        }

        private async Task RunAsync(Func<Task<TValue>> read)
        {
            try
            {
                result.SetResult(await read());
            }
#pragma warning disable CA1031 // Everybody who waits gets the same failure.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                result.SetException(failure);
                _ = result.Task.Exception;
            }
        }
    }
}
