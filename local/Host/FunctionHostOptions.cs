using System.Reflection;
using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Http;

namespace Pathway.LocalHost;

/// <summary>What a <see cref="FunctionHost"/> runs, and under which conditions.</summary>
public sealed record FunctionHostOptions
{
    /// <summary>Where <c>[Function]</c> methods are looked for, to be run in this process.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [];

    /// <summary>The app to be run in a process of its own instead, as the cloud does: it tells its functions itself.</summary>
    public WorkerOptions? Worker { get; init; }

    /// <summary>What changes the functions as their attributes have them, in this process; a worker applies its own.</summary>
    public IReadOnlyList<IFunctionMetadataTransformer> Transformers { get; init; } = [];

    /// <summary>Narrows the classes looked at; all of them by default.</summary>
    public Func<Type, bool> IncludeClass { get; init; } = static _ => true;

    /// <summary>The host's own account: the queues it polls and the timers' status blobs.</summary>
    public required string StorageConnectionString { get; init; }

    /// <summary>On 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Sets the timers' status blobs of several hosts on one account apart.</summary>
    public string HostId { get; init; } = "local";

    /// <summary>Opens every function and the admin API.</summary>
    public string MasterKey { get; init; } = "local";

    /// <summary>Opens the functions of level <c>Function</c>.</summary>
    public string FunctionKey { get; init; } = "local";

    /// <summary>
    /// The host plays App Service authentication: this <c>X-MS-CLIENT-PRINCIPAL</c> (base64 JSON) is given to every
    /// request that brings none. Null leaves requests as they came.
    /// </summary>
    public string? DefaultPrincipal { get; init; }

    /// <summary>Whom the sign-in page at <c>/.auth/login/aad</c> offers; without anybody there is none.</summary>
    public IReadOnlyList<LocalPerson> People { get; init; } = [];

    /// <summary>Before every function's route; set by <see cref="ReadHostJson"/>.</summary>
    public string RoutePrefix { get; init; } = "";

    public QueueOptions Queues { get; init; } = new();

    /// <summary>App settings. <c>A__B</c> and <c>A:B</c> are the same setting, as they are in the cloud.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The app's own registrations, when it is in this process.</summary>
    public Action<IServiceCollection, IConfiguration> ConfigureServices { get; init; } = static (_, _) => { };

    /// <summary>Log providers and filters; without it nothing is logged.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <summary>The clock of timers, leases and polling.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Carries the host's own storage calls, so that a test can count them or make them fail.</summary>
    public HttpPipelineTransport? StorageTransport { get; init; }

    /// <summary>False leaves the timers to <see cref="FunctionHost.InvokeAsync(string, string, CancellationToken)"/>.</summary>
    public bool RunTimers { get; init; } = true;

    /// <summary>Makes the queues at the start, as the cloud's host does; else each when it is first looked at.</summary>
    public bool MakeQueues { get; init; } = true;

    /// <summary>
    /// False leaves the queues to <see cref="FunctionHost.PumpQueueOnceAsync"/> and
    /// <see cref="FunctionHost.DrainQueuesAsync"/>.
    /// </summary>
    public bool RunQueues { get; init; } = true;

    /// <summary>How long a stop waits for running functions before it cancels them.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>These options with the route prefix and the queue settings of a host.json.</summary>
    /// <exception cref="FormatException">The file is not a host.json, or a setting is out of its range.</exception>
    public FunctionHostOptions ReadHostJson(string path) => HostJson.Apply(File.ReadAllText(path), this);
}
