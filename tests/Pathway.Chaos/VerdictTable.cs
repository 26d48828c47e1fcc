using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pathway.Chaos;

/// <summary>The verdicts for people and for programs.</summary>
internal static class VerdictTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Render(ChaosOptions options, IReadOnlyList<Verdict> verdicts)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"scenario",-18} {"seed",6} {"seconds",8}  {"verdict",-7}  counts");
        foreach (var verdict in verdicts)
        {
            var counts = string.Join(", ", verdict.Counts.Select(count => $"{count.Key} {count.Value}"));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{verdict.Scenario,-18} {verdict.Seed,6} {verdict.Seconds,8:0.0}  {(verdict.Passed ? "passed" : "FAILED"),-7}  {counts}");
        }

        foreach (var verdict in verdicts.Where(verdict => !verdict.Passed))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{verdict.Scenario}, seed {verdict.Seed}:");
            foreach (var fault in verdict.Faults)
                text.AppendLine(CultureInfo.InvariantCulture, $"  - {fault}");
        }

        var passed = verdicts.Count(verdict => verdict.Passed);
        text.AppendLine().Append(
            CultureInfo.InvariantCulture,
            $"{passed} of {verdicts.Count} passed in {verdicts.Sum(verdict => verdict.Seconds):0} s, {(options.IsLong ? "long" : "short")} run, {Environment.ProcessorCount} cores");
        return text.ToString();
    }

    public static string ToJson(ChaosOptions options, IReadOnlyList<Verdict> verdicts) =>
        JsonSerializer.Serialize(new { options.IsLong, options.Scale, options.Seed, cores = Environment.ProcessorCount, verdicts }, Json);
}
