using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Worker.Rpc;
using Content = Pathway.LocalHost.Worker.Rpc.StreamingMessage.ContentOneofCase;

namespace Pathway.LocalHost.Worker;

/// <summary>One life of the worker: its process, the conversation with it, and the functions it has loaded.</summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private readonly WorkerProcess process;
    private readonly WorkerChannel channel;
    private readonly WorkerOptions options;
    private readonly ConcurrentDictionary<string, FunctionScope> running = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, RpcFunctionMetadata> functions = new Dictionary<string, RpcFunctionMetadata>();

    private WorkerSession(WorkerProcess process, WorkerChannel channel, WorkerOptions options, ILoggerFactory loggers)
    {
        (this.process, this.channel, this.options) = (process, channel, options);
        var log = new WorkerLog(loggers);
        channel.OnLog = line => log.Write(line, running.GetValueOrDefault(line.InvocationId));
    }

    /// <summary>What the worker says it has, loaded and ready.</summary>
    public IEnumerable<RpcFunctionMetadata> Functions => functions.Values;

    /// <summary>Where its own web server takes the requests of HTTP functions.</summary>
    public Uri HttpAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Done when the process has ended or does not talk any more.</summary>
    public Task Ended => Task.WhenAny(process.Exited, channel.Closed);

    /// <summary>Starts a worker and talks with it until every function is loaded.</summary>
    /// <exception cref="WorkerStartException">It ended, was too slow, or refused a function.</exception>
    public static async Task<WorkerSession> StartAsync(
        WorkerOptions options, WorkerServer server, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var conversation = server.Rendezvous.Expect(id);
        var started = WorkerProcess.Start(
            id, options, server.Address, environment, server.Loggers.CreateLogger("Worker"));
        var session = new WorkerSession(started, conversation, options, server.Loggers);
        try
        {
            await session.LoadAsync().WaitAsync(options.StartTimeout, TimeProvider.System, cancellation);
            return session;
        }
        catch (Exception e)
        {
            server.Rendezvous.Forget(id);
            await session.DisposeAsync();
            throw e switch
            {
                TimeoutException =>
                    new WorkerStartException(
                        $"The worker was not ready after {options.StartTimeout.TotalSeconds:0} s. It said: {started.LastWords}",
                        e),
                WorkerEndedException or WorkerUnavailableException =>
                    new WorkerStartException($"The worker ended while it started. It said: {started.LastWords}", e),
                _ => e,
            };
        }
    }

    /// <summary>The id under which the worker has loaded a function.</summary>
    public string FunctionId(string name)
        =>
            functions.TryGetValue(name, out var function)
                ? function.FunctionId
                : throw new WorkerUnavailableException($"the worker has no function {name} any more");

    /// <summary>
    /// Runs a function and waits for its end; when cancelled, the worker is told and its end waited for all the same.
    /// </summary>
    /// <exception cref="FunctionFailedException">It failed.</exception>
    /// <exception cref="WorkerEndedException">The worker ended meanwhile.</exception>
    public async Task InvokeAsync(InvocationRequest request, FunctionScope scope, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        running[request.InvocationId] = scope;
        try
        {
            var asked = channel.AskAsync(
                new StreamingMessage { InvocationRequest = request }, Content.InvocationResponse, request.InvocationId);
            var stop = new InvocationCancel { InvocationId = request.InvocationId };
            await using var cancel = cancellation.Register(
                () => channel.Send(new StreamingMessage { InvocationCancel = stop }));
            var result = (await asked).InvocationResponse.Result;
            if (result.Status == StatusResult.Types.Status.Cancelled)
                throw new OperationCanceledException(cancellation);
            if (result.Status != StatusResult.Types.Status.Success)
                throw new FunctionFailedException(
                    result.Exception ?? new RpcException { Message = "The worker does not say why." });
        }
        finally
        {
            running.TryRemove(request.InvocationId, out _);
        }
    }

    /// <summary>Asks it to end, and sees to it.</summary>
    public async ValueTask DisposeAsync()
    {
        channel.Send(
            new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(options.StopTimeout) } });
        if (channel.Opened.IsCompleted)
            await process.EndAsync(options.StopTimeout);
        await process.DisposeAsync();
        channel.Close();
    }

    private async Task LoadAsync()
    {
        // A process that ends before it calls in would be waited for in vain.
        if (await Task.WhenAny(channel.Opened, process.Exited) != channel.Opened)
            throw new WorkerEndedException();

        var folder = Path.GetDirectoryName(options.Assembly)!;
        var request = new WorkerInitRequest
        {
            HostVersion = "4.0.0",
            FunctionAppDirectory = folder,
            WorkerDirectory = folder,
        };
        var started = (await channel.AskAsync(
            new StreamingMessage { WorkerInitRequest = request }, Content.WorkerInitResponse)).WorkerInitResponse;
        Check(started.Result, "The worker did not start");
        if (started.Capabilities.TryGetValue("HttpUri", out var address))
            HttpAddress = new Uri(address);

        var found = (await channel.AskAsync(
            new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = folder } },
            Content.FunctionMetadataResponse)).FunctionMetadataResponse;
        Check(found.Result, "The worker cannot say which functions it has");
        await Task.WhenAll(found.FunctionMetadataResults.Select(LoadAsync));
        functions = found.FunctionMetadataResults.ToDictionary(
            function => function.Name, StringComparer.OrdinalIgnoreCase);
        if (address is not null)
            await ListensAsync(HttpAddress);
    }

    // The worker says where its web server will be before it is there.
    private async Task ListensAsync(Uri address)
    {
        while (!channel.Closed.IsCompleted)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(address.Host, address.Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }

        throw new WorkerEndedException();
    }

    private async Task LoadAsync(RpcFunctionMetadata function)
    {
        var request = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
        var loaded = await channel.AskAsync(
            new StreamingMessage { FunctionLoadRequest = request },
            Content.FunctionLoadResponse,
            function.FunctionId);
        Check(loaded.FunctionLoadResponse.Result, $"The worker cannot load {function.Name}");
    }

    private static void Check(StatusResult? result, string otherwise)
    {
        if (result is { Status: not StatusResult.Types.Status.Success })
            throw new WorkerStartException($"{otherwise}: {result.Exception?.Message ?? result.Result}");
    }
}
