using System.Net;

namespace Pathway.Local.Tests.Worker;

/// <summary>A body of which the first piece is sent, and the rest only when what is waited for has happened.</summary>
internal sealed class HeldContent(long length, Func<Task> untilThen) : HttpContent
{
    private const int Piece = 1 << 20;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var piece = new byte[Piece];
        for (var left = length; left > 0; left -= Piece)
        {
            await stream.WriteAsync(piece.AsMemory(0, (int)Math.Min(left, Piece)));
            await stream.FlushAsync();
            if (left == length)
                await untilThen();
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
