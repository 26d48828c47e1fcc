using System.Globalization;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Audit;

/// <summary>
/// Every call that changes something in the programme, written down before it may: who, what, when; afterwards what came
/// of it and what was before. A line without an outcome says that nobody knows.
/// </summary>
public sealed partial class AuditTrail(AuditTable table, ILogger<AuditTrail> logger)
{
    /// <summary>Whether a call of this method and address changes anything.</summary>
    public static bool Covers(string method, string path) =>
        method is "PUT" or "PATCH" or "DELETE" || (method == "POST" && !OnlyLooks(path));

    // They say what would become of something, and keep nothing. A thing of such a name is no such call.
    private static bool OnlyLooks(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            is ["api", "activities" or "colleges", _, "preview"] or ["api", "webhooks" or "colleges", _, "check"];

    /// <param name="statusOf">The HTTP status of an answer.</param>
    public async Task<T> RunAsync<T>(
        string by, string role, string method, string path, Func<Task<T>> change, Func<T, int> statusOf)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var college = segments.Select(segment => CollegeId.TryParse(segment, out var id) ? id : (CollegeId?)null)
            .FirstOrDefault(id => id is not null);
        var notes = AuditNotes.Begin();
        var line = await table.AddAsync(
            by, role, $"{method} /{string.Join('/', segments.Select(Plain))}", college, CancellationToken.None);
        var answer = await change();
        var status = statusOf(answer);
        await EndAsync(line with
        {
            College = line.College ?? notes.College?.ToString(),
            Outcome = status < 400 ? "done" : $"refused {status.ToString(CultureInfo.InvariantCulture)}",
            Changes = status < 400 ? notes.Noted() : [],
        });
        return answer;
    }

    private async Task EndAsync(AuditLine line)
    {
        try
        {
            await table.EndAsync(line, CancellationToken.None);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, CancellationToken.None))
        {
            // What was done is done, and the line says by whom.
            Log.WithoutOutcome(logger, StorageOutage.Words(outage));
        }
    }

    /// <summary>A segment that a caller may have made up is kept only as what the app itself gives ids.</summary>
    private static string Plain(string segment) =>
        segment.Length <= 80 && segment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '~' or '.')
            ? segment
            : "…";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A line of the audit trail stays without an outcome: {Reason}")]
        public static partial void WithoutOutcome(ILogger logger, string reason);
    }
}
