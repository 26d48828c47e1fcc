using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Webhooks;

/// <summary>A body as it came (<see cref="Wire"/>) and as it was meant (<see cref="Content"/>): the same unless it was compressed.</summary>
public readonly record struct RawBody(BodyOutcome Outcome, ReadOnlyMemory<byte> Wire, ReadOnlyMemory<byte> Content)
{
    /// <summary>The most a body may have, in bytes: on the wire, and unpacked.</summary>
    public const int Limit = 256 * 1024;

    public bool IsCompressed => !Wire.Equals(Content);

    public static async Task<RawBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        var isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && encoding is not "" && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new RawBody(BodyOutcome.UnknownEncoding, default, default);
        try
        {
            if (await RequestBody.ReadAsync(request, Limit, cancellationToken) is not { } wire)
                return new RawBody(BodyOutcome.TooLarge, default, default);
            return isGzip ? Unpack(wire) : new RawBody(BodyOutcome.Read, wire, wire);
        }
        catch (BadHttpRequestException)
        {
            return new RawBody(BodyOutcome.Cut, default, default);
        }
    }

    private static RawBody Unpack(ReadOnlyMemory<byte> wire)
    {
        // Stops at the limit: a small body that unpacks to gigabytes costs no more than an honest one.
        var content = new byte[Limit + 1];
        try
        {
            using var gzip = new GZipStream(new MemoryStream(wire.ToArray()), CompressionMode.Decompress);
            var length = gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length > Limit ? new RawBody(BodyOutcome.TooLarge, default, default) : new RawBody(BodyOutcome.Read, wire, content.AsMemory(0, length));
        }
        catch (InvalidDataException)
        {
            return new RawBody(BodyOutcome.Broken, default, default);
        }
    }
}
