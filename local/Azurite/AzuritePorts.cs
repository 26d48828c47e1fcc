using System.Net;
using System.Net.Sockets;

namespace Pathway.Local.Azurite;

/// <summary>Where the three services listen on this machine.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>The system chooses.</summary>
    public static AzuritePorts Any { get; } = new(0, 0, 0);

    /// <summary>The next three that nobody listens on, from <paramref name="first"/> on.</summary>
    public static AzuritePorts FreeFrom(int first) =>
        Enumerable.Range(first, IPEndPoint.MaxPort - first)
            .Where(IsFree)
            .Take(3)
            .ToArray() is [var blob, var queue, var table]
            ? new(blob, queue, table)
            : throw new PrerequisiteException($"There are no three free ports from {first} on for Azurite.");

    /// <summary>Nobody listens there now.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
