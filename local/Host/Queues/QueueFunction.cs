using System.Diagnostics;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Queues;

internal sealed class QueueFunction(FunctionMethod method, QueueTriggerAttribute trigger, AppSettings settings, FunctionHostOptions options)
    : BackgroundFunction<QueueMessage>(
        method,
        settings.IsDisabled(method.Name),
        FunctionCompiler.Compile<QueueMessage>(method, new MessageBinding(method.TriggerParameter).Bind),
        ActivityKind.Consumer)
{
    public string Queue { get; } = settings.Resolve(trigger.QueueName, method.Name);

    public string ConnectionString { get; } = trigger.Connection is { Length: > 0 } connection
        ? settings.ConnectionString(connection, method.Name)
        : options.StorageConnectionString;

    public override FunctionDescription Describe(Uri address) => new(Name, TriggerKind.Queue, Queue, [], Disabled);
}
