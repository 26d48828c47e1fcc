using System.Collections.Concurrent;
using Grpc.Core;
using Pathway.LocalHost.Worker.Rpc;
using RpcException = Grpc.Core.RpcException;

namespace Pathway.LocalHost.Worker;

/// <summary>Brings each worker that calls in together with who started it.</summary>
internal sealed class WorkerRendezvous : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, WorkerChannel> expected = new(StringComparer.Ordinal);

    /// <summary>The channel over which the worker of this id will talk.</summary>
    public WorkerChannel Expect(string workerId) => expected[workerId] = new WorkerChannel();

    /// <summary>A worker that never called in is waited for no longer.</summary>
    public void Forget(string workerId) => expected.TryRemove(workerId, out _);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var known = await requestStream.MoveNext(context.CancellationToken)
            && requestStream.Current.ContentCase == StreamingMessage.ContentOneofCase.StartStream
            && expected.TryRemove(requestStream.Current.StartStream.WorkerId, out var channel)
                ? channel
                : throw new RpcException(
                    new Status(StatusCode.PermissionDenied, "No worker of this id was started here."));
        await known.TalkAsync(requestStream, responseStream, context.CancellationToken);
    }
}
