using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Http;

/// <summary>Reads a request's body with a cap, and JSON so that a fault names its field.</summary>
public static class RequestBody
{
    /// <summary>Bodies of the management API, in bytes.</summary>
    public const int ManagementLimit = 256 * 1024;

    /// <summary>The body as it comes; it throws <see cref="CutBodyException"/> where it breaks off.</summary>
    public static Stream Open(HttpRequest request) => new BodyStream(request.Body);

    /// <summary>The whole body, or null when it is longer than <paramref name="limit"/> bytes.</summary>
    /// <exception cref="CutBodyException">The body is not what its headers say.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;

        var body = Open(request);
        var buffer = new ArrayBufferWriter<byte>((int)Math.Max(256, request.ContentLength + 1 ?? 4096));
        while (true)
        {
            var read = await body.ReadAsync(buffer.GetMemory(), cancellationToken);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
            if (buffer.WrittenCount > limit)
                return null;
        }
    }

    /// <summary>The body as <typeparamref name="T"/>, or the problem to answer with.</summary>
    /// <exception cref="CutBodyException">The body is not what its headers say.</exception>
    public static async Task<(T? Value, IResult? Problem)> ReadJsonAsync<T>(
        HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
            return (null, Problem.UnsupportedMediaType("Send application/json."));
        if (await ReadAsync(request, ManagementLimit, cancellationToken) is not { } body)
            return (null, Problem.TooLarge($"The body may have at most {ManagementLimit} bytes."));
        try
        {
            var value = JsonInput.Deserialise<T>(body, PathwayJson.Strict);
            return value is null ? (null, Problem.Invalid("", "A JSON object is expected.")) : (value, null);
        }
        catch (JsonException fault)
        {
            return (null, Problem.Invalid([JsonFault.From(fault)]));
        }
    }
}
