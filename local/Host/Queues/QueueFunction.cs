using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Storage.Queues.Models;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Queues;

internal sealed partial class QueueFunction(
    FunctionIdentity identity,
    QueueTrigger trigger,
    AppSettings settings,
    FunctionHostOptions options,
    FunctionCall<QueueMessage> call)
    : BackgroundFunction<QueueMessage>(identity, settings.IsDisabled(identity.Name), call, ActivityKind.Consumer)
{
    public QueueTrigger Trigger { get; } = trigger;

    public string Queue { get; } = QueueName(identity, settings.Resolve(trigger.QueueName, identity.Name));

    public string ConnectionString { get; } = trigger.Connection is { Length: > 0 } connection
        ? settings.ConnectionString(connection, identity.Name)
        : options.StorageConnectionString;

    public override FunctionDescription Describe(Uri address) => new(Name, TriggerKind.Queue, Queue, [], Disabled);

    private static string QueueName(FunctionIdentity identity, string name)
        =>
            Valid().IsMatch(name)
                ? name
                : throw identity.Fault(
                    $"'{name}' cannot be a queue's name: 3 to 63 lower-case letters, digits and single hyphens.");

    // https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata
    [GeneratedRegex(
        "^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Valid();
}
