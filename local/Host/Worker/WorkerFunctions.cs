using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Http;
using Pathway.LocalHost.Queues;
using Pathway.LocalHost.Timers;
using Pathway.LocalHost.Worker.Rpc;

namespace Pathway.LocalHost.Worker;

/// <summary>Functions from the worker's own metadata.</summary>
internal sealed class WorkerFunctions(WorkerCalls calls, AppSettings settings, FunctionHostOptions options)
{
    /// <exception cref="FunctionDefinitionException">Its trigger is missing, or none that this host knows.</exception>
    public Function Define(RpcFunctionMetadata function)
    {
        var identity = new FunctionIdentity(function.Name, function.EntryPoint);
        var trigger = WorkerBinding.TriggerOf(function) ?? throw identity.Fault("it has no trigger.");
        return trigger.Type.ToUpperInvariant() switch
        {
            "HTTPTRIGGER" => new HttpFunction(
                identity,
                new HttpTrigger(trigger.AuthLevel, trigger.Methods ?? [], trigger.Route),
                options.RoutePrefix,
                settings.IsDisabled(function.Name),
                _ => calls.Http(function.Name, trigger)),
            "QUEUETRIGGER" => new QueueFunction(
                identity,
                new QueueTrigger(trigger.QueueName, trigger.Connection),
                settings,
                options,
                calls.Queue(function.Name, trigger)),
            "TIMERTRIGGER" => new TimerFunction(
                identity,
                new TimerTrigger(trigger.Schedule, trigger.UseMonitor, trigger.RunOnStartup),
                settings,
                calls.Timer(function.Name, trigger)),
            _ => throw identity.Fault($"its trigger {trigger.Type} is not supported."),
        };
    }
}
