using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pathway.Local.Azurite;

/// <summary>What Azurite says while it starts: where it listens, or why it does not.</summary>
internal sealed partial class AzuriteOutput
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> found = new(StringComparer.Ordinal);
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource<AzuritePorts> listening = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public AzuriteOutput(Process azurite)
    {
        azurite.OutputDataReceived += (_, line) => Read(line.Data);
        azurite.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>Completes when all three services listen.</summary>
    public Task<AzuritePorts> Listening => listening.Task;

    /// <summary>Somebody else was quicker on one of the ports.</summary>
    public bool PortWasTaken
    {
        get
        {
            lock (gate)
                return lines.Any(line => line.Contains("EADDRINUSE", StringComparison.Ordinal));
        }
    }

    /// <summary>The line that says why it ended; what Node prints around it helps nobody who only wants to start.</summary>
    public string Reason
    {
        get
        {
            lock (gate)
            {
                var line = lines.Find(line => Telling().IsMatch(line)) ?? lines.LastOrDefault(line => line.Length > 0);
                return line is null
                    ? "it said nothing"
                    : line.Replace("Exit due to unhandled error: ", "", StringComparison.Ordinal).Trim().TrimEnd('.');
            }
        }
    }

    private void Read(string? line)
    {
        lock (gate)
        {
            // What it says later, a line for each call, nobody reads.
            if (line is null || listening.Task.IsCompleted)
                return;
            lines.Add(line);
            if (Service().Match(line) is { Success: true } match)
                found[match.Groups[1].Value] = int.Parse(match.Groups[2].ValueSpan, provider: null);
            if (found.Count == 3)
                listening.TrySetResult(new AzuritePorts(found["Blob"], found["Queue"], found["Table"]));
        }
    }

    [GeneratedRegex(
        @"Azurite (Blob|Queue|Table) service is successfully listening at https?://[^:]+:(\d+)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Service();

    [GeneratedRegex(@"^(Exit due to unhandled error: |\w*Error\b.*: )", RegexOptions.NonBacktracking)]
    private static partial Regex Telling();
}
