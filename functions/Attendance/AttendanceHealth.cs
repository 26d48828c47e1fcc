using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pathway.Functions.Graph;
using Pathway.Functions.Health;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Attendance;

/// <summary>Whether Teams lets the app read meetings, and the command to run where it does not.</summary>
public sealed class AttendanceHealth(AttendanceTable ledger, IOptions<GraphOptions> graph) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var (organiser, refusedSince) = await ledger.OrganiserAsync(cancellationToken);
            return refusedSince is null
                ? HealthCheckResult.Healthy("Attendance reports are read.")
                : HealthCheckResult.Degraded(
                    $"Teams refuses to show attendance since {refusedSince:yyyy-MM-dd HH:mm} UTC. A Teams administrator runs: "
                    + $"New-CsApplicationAccessPolicy -Identity Pathway-Attendance -AppIds \"{AppId}\"; "
                    + $"Grant-CsApplicationAccessPolicy -PolicyName Pathway-Attendance -Identity \"{organiser}\"",
                    data: new Dictionary<string, object>(StringComparer.Ordinal) { [HealthHistory.Since] = refusedSince.Value });
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("What is known of attendance cannot be read.");
        }
    }

    private string AppId => string.IsNullOrEmpty(graph.Value.ClientId) ? "<the app's client id>" : graph.Value.ClientId;
}
