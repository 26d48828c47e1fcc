using Pathway.Local.Azurite;

namespace Pathway.Testing;

/// <summary>
/// An Azurite that has not seen much yet. Every table and queue ever made on one makes each call to it a little
/// slower, and a fault sweep makes thousands: so one serves a number of apps, a fresh one the next, and it ends with
/// the last app on it.
/// </summary>
internal sealed class YoungStorage : IAsyncDisposable
{
    private const int AppsEach = 100;

    // Each is one thread, and the tests keep about as many cores busy themselves.
    private static readonly YoungStorage?[] Current = new YoungStorage?[2];
    private static readonly Lock Gate = new();

    private static int turn;

    private readonly Lazy<Task<AzuriteProcess>> azurite = new(TestStorage.StartAsync);
    private int taken;
    private int open;

    /// <summary>A share of one for one app; disposing gives it back.</summary>
    public static YoungStorage Take()
    {
        lock (Gate)
        {
            ref var current = ref Current[turn++ % Current.Length];
            if (current is null || current.taken == AppsEach)
                current = new YoungStorage();
            current.taken++;
            current.open++;
            return current;
        }
    }

    public async Task<string> ConnectionStringAsync() => (await azurite.Value).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        lock (Gate)
        {
            if (--open > 0 || taken < AppsEach)
                return;
        }

        await (await azurite.Value).DisposeAsync();
    }
}
