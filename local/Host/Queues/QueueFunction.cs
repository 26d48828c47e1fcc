using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Queues;

internal sealed partial class QueueFunction(FunctionMethod method, QueueTriggerAttribute trigger, AppSettings settings, FunctionHostOptions options)
    : BackgroundFunction<QueueMessage>(
        method,
        settings.IsDisabled(method.Name),
        FunctionCompiler.Compile<QueueMessage>(method, new MessageBinding(method.TriggerParameter).Bind),
        ActivityKind.Consumer)
{
    public string Queue { get; } = QueueName(method, settings.Resolve(trigger.QueueName, method.Name));

    public string ConnectionString { get; } = trigger.Connection is { Length: > 0 } connection
        ? settings.ConnectionString(connection, method.Name)
        : options.StorageConnectionString;

    public override FunctionDescription Describe(Uri address) => new(Name, TriggerKind.Queue, Queue, [], Disabled);

    private static string QueueName(FunctionMethod method, string name)
        => Valid().IsMatch(name) ? name : throw method.Fault($"'{name}' cannot be a queue's name: 3 to 63 lower-case letters, digits and single hyphens.");

    // https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Valid();
}
