using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Pathway.Chaos.Fuzz;

/// <summary>A connection that sends any bytes and reads an HTTP answer, no more: a client library would not send half of them.</summary>
internal sealed class RawConnection(Uri server) : IDisposable
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private Socket? socket;
    private int filled;

    public async Task<RawAnswer> AskAsync(RawRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(limit);
        var answer = RawAnswer.None;
        try
        {
            if (socket is null)
                await ConnectAsync(late.Token);
            await SendAsync(request, late.Token);
            answer = await ReadAsync(request.Head, late.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = RawAnswer.Late;
        }
        catch (SocketException)
        {
            // Closed on us, which with half a request is an answer too.
        }

        if (answer.Closed || !request.IsWhole)
            Drop();
        return answer;
    }

    public void Dispose() => Drop();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        // Reset instead of closed: a million connections would leave a port each behind.
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(enable: true, seconds: 0) };
        filled = 0;
        await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
    }

    private async Task SendAsync(RawRequest request, CancellationToken cancellationToken)
    {
        try
        {
            for (ReadOnlyMemory<byte> left = request.Bytes; left.Length > 0;)
                left = left[await socket!.SendAsync(left, SocketFlags.None, cancellationToken)..];
            if (!request.IsWhole)
                socket!.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // A server may answer before it has read to the end, and close.
        }
    }

    private async Task<RawAnswer> ReadAsync(bool head, CancellationToken cancellationToken)
    {
        while (true)
        {
            int end;
            while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            {
                if (filled == buffer.Length || !await FillAsync(cancellationToken))
                    return RawAnswer.None;
            }

            var lines = Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n");
            Consume(end + 4);
            if (lines[0].Split(' ') is not [_, var word, ..]
                || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                return RawAnswer.None;
            if (status is >= 100 and < 200)
                continue;
            var close = await SkipBodyAsync(lines, head || status is 204 or 304, cancellationToken);
            return new RawAnswer(status, IsLate: false, Header(lines, "Retry-After") is not null, close);
        }
    }

    /// <summary>Reads past the body; true when the connection ends with it.</summary>
    private async Task<bool> SkipBodyAsync(string[] lines, bool none, CancellationToken cancellationToken)
    {
        var close = string.Equals(Header(lines, "Connection"), "close", StringComparison.OrdinalIgnoreCase);
        if (none)
            return close;
        if (long.TryParse(Header(lines, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return !await SkipAsync(length, cancellationToken) || close;
        if (Header(lines, "Transfer-Encoding") is null)
        {
            do
                filled = 0;
            while (await FillAsync(cancellationToken));
            return true;
        }

        for (var size = -1L; size != 0;)
        {
            int end;
            while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n"u8)) < 0)
            {
                if (!await FillAsync(cancellationToken))
                    return true;
            }

            size = long.Parse(Encoding.Latin1.GetString(buffer, 0, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Consume(end + 2);
            if (!await SkipAsync(size + 2, cancellationToken))
                return true;
        }

        return close;
    }

    private async Task<bool> SkipAsync(long bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = (int)Math.Min(bytes, filled);
            Consume(now);
            bytes -= now;
            if (bytes == 0)
                return true;
            if (!await FillAsync(cancellationToken))
                return false;
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var read = await socket!.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, cancellationToken);
        filled += read;
        return read > 0;
    }

    private void Consume(int bytes)
    {
        buffer.AsSpan(bytes, filled - bytes).CopyTo(buffer);
        filled -= bytes;
    }

    private static string? Header(string[] lines, string name) =>
        lines.Skip(1).Where(line => line.StartsWith(
            name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();

    private void Drop()
    {
        socket?.Dispose();
        socket = null;
    }
}
