using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Pathway.Infra.Tests.App;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>The alerts, and that each reaches somebody.</summary>
public static partial class WatchRules
{
    private static readonly string[] LogAlerts = ["poison", "timer-missed", "failures", "stopped", "daily-cap"];

    public static IEnumerable<string> EveryAlertReachesTheOperator(Prediction prediction)
    {
        var group = prediction.One("Microsoft.Insights/actionGroups");
        if ((string?)group.Properties["emailReceivers"]?[0]?["emailAddress"] is not { Length: > 0 })
            yield return "The action group reaches nobody.";
        foreach (var alert in prediction.Resources.Where(resource => resource.Type is "Microsoft.Insights/metricAlerts" or "Microsoft.Insights/scheduledQueryRules"
            or "Microsoft.EventGrid/systemTopics/eventSubscriptions" or "Microsoft.Consumption/budgets"))
        {
            if (!alert.Properties.ToJsonString().Contains(group.Id, StringComparison.Ordinal))
                yield return $"{alert.LastName} tells nobody.";
            if (alert.Properties["enabled"]?.GetValue<bool>() == false)
                yield return $"{alert.LastName} is off.";
        }
    }

    public static IEnumerable<string> LogAlertsAreThere(Prediction prediction) =>
        NameRules.Differences(
            "log alert", LogAlerts, prediction.Of("Microsoft.Insights/scheduledQueryRules").Select(rule => rule.Name));

    public static IEnumerable<string> EveryTimerIsMissed(Prediction prediction)
    {
        var query = Query(prediction, "timer-missed");
        var expected = Row()
            .Matches(query)
            .ToDictionary(
                row => row.Groups[1].Value,
                row => TimeSpan.FromMinutes(int.Parse(row.Groups[2].Value)),
                StringComparer.Ordinal);
        var timers = CompiledApp.Triggers<TimerTriggerAttribute>();
        foreach (var difference in NameRules.Differences("timer", timers.Keys, expected.Keys))
            yield return difference;
        foreach (var (name, trigger) in timers.Where(timer => expected.ContainsKey(timer.Key)))
        {
            if (expected[name] <= LongestGap(trigger.Schedule) || expected[name] > TimeSpan.FromDays(2))
                yield return $"{name} runs every {LongestGap(trigger.Schedule)} and is missed after {expected[name]}.";
        }
    }

    public static IEnumerable<string> PoisonIsSeen(Prediction prediction)
    {
        // The query goes by the end of the functions' names: each poison queue's function must have it, and no other.
        var suffix = EndsWith().Match(Query(prediction, "poison")).Groups[1].Value;
        return CompiledApp.Triggers<QueueTriggerAttribute>()
            .Where(
                function => function.Value.QueueName.EndsWith("-poison", StringComparison.Ordinal) != (suffix.Length > 0 && function.Key.EndsWith(suffix, StringComparison.Ordinal)))
            .Select(
                function => $"{function.Key} reads {function.Value.QueueName}, and the poison alert looks for names that end in '{suffix}'.");
    }

    public static IEnumerable<string> EveryHealthCheckIsAskedFor(Prediction prediction)
    {
        var tests = prediction.Of("Microsoft.Insights/webtests").ToList();
        var asked = tests.Select(
            test => CheckName().Match((string)test.At("properties.ValidationRules.ContentValidation.ContentMatch")!))
            .Where(match => match.Success).Select(match => match.Groups[1].Value);
        foreach (var difference in NameRules.Differences("health check", CompiledApp.HealthChecks, asked))
            yield return difference;
        var route = CompiledApp.Triggers<HttpTriggerAttribute>()["CheckHealth"].Route;
        foreach (var test in tests)
        {
            if ((string?)test.At("properties.Request.RequestUrl") != $"https://{prediction.Site.Name}.azurewebsites.net/{route}")
                yield return $"{test.Name} asks for {test.At("properties.Request.RequestUrl")}.";
            if (!prediction.Of("Microsoft.Insights/metricAlerts").Any(alert => (string?)alert.At("properties.criteria.webTestId") == test.Id))
                yield return $"Nobody hears of {test.Name}.";
        }
    }

    public static IEnumerable<string> ExpiryIsTold(Prediction prediction)
    {
        var subscription = prediction.One("Microsoft.EventGrid/systemTopics/eventSubscriptions");
        var events = subscription.At("properties.filter.includedEventTypes")?.AsArray().Select(name => (string)name!)
            ?? [];
        return (string?)prediction
            .One("Microsoft.EventGrid/systemTopics").Properties["source"] == prediction
            .One("Microsoft.KeyVault/vaults").Id
            ? NameRules.Differences(
                "event", ["Microsoft.KeyVault.SecretNearExpiry", "Microsoft.KeyVault.SecretExpired"], events)
            : ["Nobody listens to the vault."];
    }

    public static IEnumerable<string> CostIsCapped(Prediction prediction)
    {
        if (prediction.One("Microsoft.OperationalInsights/workspaces").At("properties.workspaceCapping.dailyQuotaGb")?.GetValue<int>() is not > 0)
            yield return "Telemetry has no daily cap.";
    }

    public static TimeSpan LongestGap(string schedule)
    {
        var crontab = CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        var start = new DateTime(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc);
        var runs = crontab.GetNextOccurrences(start, start.AddDays(15)).ToList();
        return runs.Zip(runs.Skip(1), (one, next) => next - one).Max();
    }

    private static string Query(Prediction prediction, string alert) =>
        (string)prediction
            .Of("Microsoft.Insights/scheduledQueryRules")
            .Single(rule => rule.Name == alert).Properties["criteria"]!["allOf"]![0]!["query"]!;

    [GeneratedRegex("\"(\\w+)\", (\\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex("OperationName endswith \"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex EndsWith();

    [GeneratedRegex("^\"name\":\"([^\"]+)\",\"status\":\"ok\"$", RegexOptions.NonBacktracking)]
    private static partial Regex CheckName();
}
