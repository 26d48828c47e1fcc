using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pathway.Functions.Health;

/// <summary>
/// Since when each check is what it is, as this instance saw it; a check that knows better says so in its data.
/// </summary>
public sealed class HealthHistory(TimeProvider time)
{
    /// <summary>Under which a check tells a time of its own.</summary>
    public const string Since = "since";

    private readonly ConcurrentDictionary<string, (HealthStatus Status, DateTimeOffset Since)> states = new(
        StringComparer.Ordinal);

    public DateTimeOffset Note(string check, HealthReportEntry entry)
    {
        var now = time.GetUtcNow();
        var (_, seen) = states.AddOrUpdate(
            check,
            static (_, next) => next,
            static (_, before, next) => before.Status == next.Status ? before : next,
            (entry.Status, now));
        return entry.Data.TryGetValue(Since, out var known) && known is DateTimeOffset at ? at : seen;
    }
}
