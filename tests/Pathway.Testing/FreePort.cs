using System.Net;
using System.Net.Sockets;

namespace Pathway.Testing;

/// <summary>
/// Ports for what a test starts, no port twice in one process. They lie below the range from which the system takes ports for
/// outgoing calls: those come and go between the look and the use.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Test assemblies run side by side: each begins elsewhere.
    private static int last = Environment.ProcessId % 100 * 100;

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref last) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
