using System.Net;
using Microsoft.AspNetCore.Http;

namespace Pathway.LocalHost.Worker;

/// <summary>A caller's body on its way to the worker, streamed. It remembers that it could not be read.</summary>
internal sealed class ForwardedBody(Stream body) : HttpContent
{
    private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool hasBegun;

    /// <summary>What the caller sent that is no body; null while nothing is known against it.</summary>
    public MalformedRequestException? Fault { get; private set; }

    /// <summary>Ends when the caller's body is read no more: the request may be answered before.</summary>
    public Task Ended => hasBegun ? reading.Task : Task.CompletedTask;

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        hasBegun = true;
        try
        {
            await body.CopyToAsync(stream, 65_536, cancellationToken);
        }
        catch (Exception e) when (Status(e) is { } status)
        {
            throw Fault = new MalformedRequestException(status, e);
        }
        finally
        {
            reading.TrySetResult();
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>Of a chunk's size that no number holds the server speaks otherwise.</summary>
    private static int? Status(Exception reading) => reading switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
