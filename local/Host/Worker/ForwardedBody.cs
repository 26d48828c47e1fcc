using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Pathway.LocalHost.Worker;

/// <summary>A caller's body on its way to the worker, streamed. It remembers that it could not be read.</summary>
internal sealed class ForwardedBody(PipeReader body) : HttpContent
{
    private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private State state;

    /// <summary>What the caller sent that is no body; null while nothing is known against it.</summary>
    public MalformedRequestException? Fault { get; private set; }

    /// <summary>
    /// Begins no more, and ends when the caller's body is read no more: a request may be answered before, and a client
    /// sends what it asked leave for even after the answer.
    /// </summary>
    public Task EndAsync()
    {
        if (Interlocked.CompareExchange(ref state, State.Over, State.Fresh) != State.Reading)
            return Task.CompletedTask;
        body.CancelPendingRead();
        return reading.Task;
    }

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref state, State.Reading, State.Fresh) != State.Fresh)
            throw new OperationCanceledException("The request was answered without its body.");
        try
        {
            await CopyAsync(stream, cancellationToken);
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

    private async Task CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        for (var isWhole = false; !isWhole;)
        {
            // Not by the token: a read that a token ended leaves the server unable to read on, and it cuts the connection.
            var read = await body.ReadAsync(CancellationToken.None);
            try
            {
                if (read.IsCanceled)
                    throw new OperationCanceledException("The request was answered before its body was sent on.");
                foreach (var piece in read.Buffer)
                    await stream.WriteAsync(piece, cancellationToken);
                isWhole = read.IsCompleted;
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    /// <summary>Of a chunk's size that no number holds the server speaks otherwise.</summary>
    private static int? Status(Exception reading) => reading switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        IOException { InnerException: OverflowException } => StatusCodes.Status400BadRequest,
        _ => null,
    };

    private enum State
    {
        Fresh,
        Reading,
        Over,
    }
}
