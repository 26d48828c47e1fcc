using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Pathway.LocalHost.Worker.Rpc;
using Content = Pathway.LocalHost.Worker.Rpc.StreamingMessage.ContentOneofCase;

namespace Pathway.LocalHost.Worker;

/// <summary>The conversation with one worker: questions and their answers, and what it says unasked.</summary>
internal sealed class WorkerChannel
{
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<(Content Kind, string Id), TaskCompletionSource<StreamingMessage>> questions = new();
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the worker has called in.</summary>
    public Task Opened => opened.Task;

    /// <summary>Done when nothing more can be said.</summary>
    public Task Closed => closed.Task;

    /// <summary>Takes the worker's log lines.</summary>
    public Action<RpcLog> OnLog { get; set; } = static _ => { };

    public void Send(StreamingMessage message) => outgoing.Writer.TryWrite(message);

    /// <param name="question">What is asked.</param>
    /// <param name="answer">The kind of message that answers it.</param>
    /// <param name="id">Tells the answers of one kind apart; empty where there is but one.</param>
    /// <exception cref="WorkerUnavailableException">The conversation was over before: nothing was asked.</exception>
    /// <exception cref="WorkerEndedException">It ended before the answer.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage question, Content answer, string id = "")
    {
        var asked = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        questions[(answer, id)] = asked;
        try
        {
            // Asked first and looked at then: whoever closes does it in the other order.
            if (Closed.IsCompleted || !outgoing.Writer.TryWrite(question))
                throw new WorkerUnavailableException("the worker has just ended");
            return await asked.Task;
        }
        finally
        {
            questions.TryRemove((answer, id), out _);
        }
    }

    /// <summary>Talks until either side ends.</summary>
    public async Task TalkAsync(
        IAsyncStreamReader<StreamingMessage> incoming,
        IServerStreamWriter<StreamingMessage> writer,
        CancellationToken cancellation)
    {
        var writing = WriteAsync(writer, cancellation);
        opened.TrySetResult();
        try
        {
            while (await incoming.MoveNext(cancellation))
                Receive(incoming.Current);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // Broken off, which is how a process that dies says it.
        }
        finally
        {
            Close();
        }

        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Says nothing more, and lets whoever waits for an answer know that none will come.</summary>
    public void Close()
    {
        closed.TrySetResult();
        outgoing.Writer.TryComplete();
        foreach (var question in questions.Values)
            question.TrySetException(new WorkerEndedException());
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(cancellation))
            await writer.WriteAsync(message, cancellation);
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case Content.RpcLog:
                OnLog(message.RpcLog);
                break;
            case Content.FunctionLoadResponse:
                Answer(message, message.FunctionLoadResponse.FunctionId);
                break;
            case Content.InvocationResponse:
                Answer(message, message.InvocationResponse.InvocationId);
                break;
            default:
                Answer(message, "");
                break;
        }
    }

    private void Answer(StreamingMessage message, string id)
    {
        if (questions.TryGetValue((message.ContentCase, id), out var question))
            question.TrySetResult(message);
    }
}
