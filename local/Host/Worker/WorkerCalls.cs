using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Worker;

/// <summary>How a function of each trigger is called in the worker that is up.</summary>
internal sealed class WorkerCalls(WorkerWatch watch, HttpForwarder forwarder, WorkerOptions options)
{
    public FunctionCall<QueueMessage> Queue(string function, WorkerBinding trigger)
    {
        var scope = new FunctionScope(function);
        return async (_, message, cancellation) =>
        {
            // However long it takes until there is a worker: a message that was not tried has not failed.
            var session = await watch.UpAsync(cancellation);
            await session.InvokeAsync(
                InvocationRequests.Queue(session.FunctionId(function), trigger, message), scope, cancellation);
        };
    }

    public FunctionCall<TimerInfo> Timer(string function, WorkerBinding trigger)
    {
        var scope = new FunctionScope(function);
        return async (_, timer, cancellation) =>
        {
            var session = await watch.UpAsync(cancellation);
            await session.InvokeAsync(
                InvocationRequests.Timer(session.FunctionId(function), trigger, timer), scope, cancellation);
        };
    }

    public FunctionCall<HttpContext> Http(string function, WorkerBinding trigger)
    {
        var scope = new FunctionScope(function);
        return async (_, context, cancellation) =>
        {
            var session = await UpInTimeAsync(cancellation);
            var request = InvocationRequests.Http(session.FunctionId(function), trigger, context.Request);
            await forwarder.ForwardAsync(
                context, session.HttpAddress, request, stop => session.InvokeAsync(request, scope, stop));
        };
    }

    private async Task<WorkerSession> UpInTimeAsync(CancellationToken cancellation)
    {
        try
        {
            return await watch.UpAsync(cancellation).WaitAsync(options.Patience, TimeProvider.System, cancellation);
        }
        catch (TimeoutException)
        {
            throw new WorkerUnavailableException("the worker has ended and is not up again yet");
        }
    }
}
