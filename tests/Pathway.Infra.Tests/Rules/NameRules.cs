using Microsoft.Azure.Functions.Worker;
using Pathway.Infra.Tests.App;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>Queues, tables and containers are those that the code names: none missing, none left over.</summary>
public static class NameRules
{
    public static IEnumerable<string> Tables(Prediction prediction) =>
        Differences("table", CompiledApp.Tables, prediction.InData("tableServices/tables"));

    public static IEnumerable<string> Containers(Prediction prediction) =>
        Differences("container", CompiledApp.Containers, prediction.InData("blobServices/containers"));

    public static IEnumerable<string> Queues(Prediction prediction) =>
        Differences(
            "queue",
            CompiledApp.Triggers<QueueTriggerAttribute>().Values
                .Select(trigger => Named(trigger.QueueName, prediction.Settings)),
            prediction.InData("queueServices/queues"));

    public static IEnumerable<string> Differences(string kind, IEnumerable<string> wanted, IEnumerable<string> there)
    {
        var (first, second) = (wanted.ToHashSet(StringComparer.Ordinal), there.ToHashSet(StringComparer.Ordinal));
        return first.Except(second, StringComparer.Ordinal).Select(name => $"The {kind} {name} is missing.")
            .Concat(second.Except(first, StringComparer.Ordinal).Select(name => $"The {kind} {name} is nobody's."));
    }

    /// <summary>What a trigger's expression such as <c>%FactsQueue%-poison</c> means with these settings.</summary>
    private static string Named(string expression, IReadOnlyDictionary<string, string> settings)
    {
        var parts = expression.Split('%');
        return parts is ["", var setting, var suffix]
            ? settings.GetValueOrDefault(setting, $"({setting} is not set)") + suffix
            : expression;
    }
}
