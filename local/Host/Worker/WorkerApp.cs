using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.Worker;

/// <summary>
/// Functions told, loaded and run by the genuine isolated worker: the process that the cloud starts, driven over the
/// protocol that the cloud's host speaks.
/// </summary>
internal sealed class WorkerApp(WorkerOptions worker, FunctionHostOptions options) : IFunctionApp
{
    private WorkerServer? server;
    private WorkerWatch? watch;
    private HttpForwarder? forwarder;

    public string Name { get; } = Path.GetFileNameWithoutExtension(worker.Assembly);

    // The worker's own web server draws the line.
    public long? MaxRequestBodySize => null;

    public async Task<IReadOnlyList<Function>> FindAsync(AppSettings settings, CancellationToken cancellation)
    {
        server = await WorkerServer.StartAsync(options.ConfigureLogging, cancellation);
        var environment = WorkerEnvironment.For(options);
        watch = new WorkerWatch(
            stop => WorkerSession.StartAsync(worker, server, environment, stop),
            options.TimeProvider,
            server.Loggers.CreateLogger("Worker"));
        var session = await watch.StartAsync(cancellation);
        forwarder = new HttpForwarder();
        var functions = new WorkerFunctions(new WorkerCalls(watch, forwarder, worker), settings, options);
        return
        [
            .. session.Functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
                .Select(functions.Define),
        ];
    }

    /// <summary>Nothing of the app, whose container is in the worker; one log for the host and what the worker says.</summary>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
        => services.Replace(ServiceDescriptor.Singleton(server!.Loggers));

    public async ValueTask DisposeAsync()
    {
        if (watch is not null)
            await watch.DisposeAsync();
        forwarder?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }
}
