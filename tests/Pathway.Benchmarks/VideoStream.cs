namespace Pathway.Benchmarks;

/// <summary>
/// The bytes of a video of any length: the beginning of an MP4 file, then noise that differs with the number.
/// </summary>
internal sealed class VideoStream(int number, long length, Action? whileReading) : Stream
{
    private static readonly byte[] Begin = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8];

    private readonly byte[] noise = Noise(number);
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        whileReading?.Invoke();
        count = (int)Math.Min(count, length - position);
        for (var written = 0; written < count;)
        {
            var at = (int)((position + written) % noise.Length);
            var piece = Math.Min(count - written, noise.Length - at);
            noise.AsSpan(at, piece).CopyTo(buffer.AsSpan(offset + written));
            written += piece;
        }

        position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Noise(int number)
    {
        var bytes = new byte[1 << 20];
        new Random(number).NextBytes(bytes);
        Begin.CopyTo(bytes, 0);
        return bytes;
    }
}
