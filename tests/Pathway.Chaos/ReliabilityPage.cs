using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Pathway.Chaos;

/// <summary>Puts a run's table under the last heading of <c>docs/reliability.md</c>, in the place of the one before.</summary>
internal static class ReliabilityPage
{
    private const string Heading = "## The last run";

    public static async Task WriteAsync(string file, ChaosOptions options, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var page = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : "";
        var at = page.IndexOf(Heading, StringComparison.Ordinal);
        var head = at < 0 ? page.TrimEnd() + "\n\n" : page[..at];
        await File.WriteAllTextAsync(file, head + Render(options, verdicts).ReplaceLineEndings("\n"), cancellationToken);
    }

    private static string Render(ChaosOptions options, IReadOnlyList<Verdict> verdicts)
    {
        var text = new StringBuilder(Heading).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            As the console printed it on {TimeProvider.System.GetUtcNow():d MMMM yyyy}: {(options.IsLong ? "long" : "short")} sizes, seed {options.Seed},
            {verdicts.Sum(verdict => verdict.Seconds):0} seconds in all, {RuntimeInformation.OSDescription.Split('#')[0].Trim()} with {Environment.ProcessorCount} cores, load {Load()} at the end, .NET {Environment.Version}.

            | scenario | seconds | verdict | counts |
            |---|---|---|---|
            """);
        foreach (var verdict in verdicts)
        {
            var counts = string.Join(", ", verdict.Counts.Select(count => $"{count.Key} {count.Value}"));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| `{verdict.Scenario}` | {verdict.Seconds:0} | {(verdict.Passed ? "passed" : $"**failed**: {verdict.Faults[0].Replace('|', '/')}")} | {counts} |");
        }

        return text.ToString();
    }

    /// <summary>Of the last minute, where the system says so.</summary>
    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
