using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// A body as it came (<see cref="Wire"/>) and as it was meant (<see cref="Content"/>): the same unless it was compressed. Its
/// bytes are lent from a pool until it is disposed of.
/// </summary>
public sealed class RawBody : IDisposable
{
    /// <summary>The most a body may have in bytes where its dialect says nothing else.</summary>
    public const int DefaultLimit = 256 * 1024;

    private const int FirstGuess = 16 * 1024;

    private byte[]? lentWire;
    private byte[]? lentContent;

    private RawBody(BodyOutcome outcome, int limit)
    {
        (Outcome, Limit) = (outcome, limit);
    }

    /// <summary>A body that is in memory already.</summary>
    public RawBody(ReadOnlyMemory<byte> content, int limit = DefaultLimit)
        : this(content.Length > limit ? BodyOutcome.TooLarge : BodyOutcome.Read, limit)
    {
        (Wire, Content) = (content, content);
    }

    public BodyOutcome Outcome { get; }

    public int Limit { get; }

    public ReadOnlyMemory<byte> Wire { get; private init; }

    public ReadOnlyMemory<byte> Content { get; private init; }

    public bool IsCompressed => !Wire.Equals(Content);

    /// <summary>This body, held to another limit.</summary>
    public RawBody Within(int limit) => Outcome != BodyOutcome.Read || limit == Limit
        ? this
        : new RawBody(
            Math.Max(Wire.Length, Content.Length) > limit ? BodyOutcome.TooLarge : BodyOutcome.Read,
            limit)
        { Wire = Wire, Content = Content };

    public static async Task<RawBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        var isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && encoding is not "" && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new RawBody(BodyOutcome.UnknownEncoding, limit);
        if (request.ContentLength > limit)
            return new RawBody(BodyOutcome.TooLarge, limit);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, request.ContentLength ?? FirstGuess) + 1);
        try
        {
            var body = RequestBody.Open(request);
            int read, length = 0;
            while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
            {
                length += read;
                if (length > limit)
                    return new RawBody(BodyOutcome.TooLarge, limit);
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            var wire = buffer.AsMemory(0, length);
            return isGzip
                ? Unpack(buffer, length, limit)
                : new RawBody(BodyOutcome.Read, limit) { Wire = wire, Content = wire, lentWire = buffer };
        }
        catch (CutBodyException)
        {
            return new RawBody(BodyOutcome.Cut, limit);
        }
    }

    public void Dispose()
    {
        Return(ref lentWire);
        Return(ref lentContent);
    }

    private static RawBody Unpack(byte[] wire, int length, int limit)
    {
        // Stops at the limit: a small body that unpacks to gigabytes costs no more than an honest one.
        var content = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(wire, 0, length), CompressionMode.Decompress);
            var unpacked = gzip.ReadAtLeast(content.AsSpan(0, limit + 1), limit + 1, throwOnEndOfStream: false);
            if (unpacked > limit)
                return new RawBody(BodyOutcome.TooLarge, limit);
            return !GzipTrailer.Fits(wire.AsSpan(0, length), content.AsSpan(0, unpacked))
                ? new RawBody(BodyOutcome.Broken, limit)
                : new RawBody(BodyOutcome.Read, limit)
                {
                    Wire = wire.AsMemory(0, length),
                    Content = content.AsMemory(0, unpacked),
                    lentWire = wire,
                    lentContent = content,
                };
        }
        catch (InvalidDataException)
        {
            return new RawBody(BodyOutcome.Broken, limit);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static void Return(ref byte[]? lent)
    {
        if (Interlocked.Exchange(ref lent, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
