using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Graph;
using Pathway.Functions.Health;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Attendance;

/// <summary>Whether Teams lets the app read meetings, and the command to run where it does not.</summary>
public sealed class AttendanceHealth(
    AttendanceTable ledger, Mailboxes mailboxes, IOptions<GraphOptions> graph, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var refused = new List<Organiser>();
            foreach (var mailbox in mailboxes.All)
            {
                if (await ledger.OrganiserAsync(mailbox, cancellationToken) is { RefusedSince: not null } one)
                    refused.Add(one);
            }

            var advice = string.Join(' ', refused.Select(Advice).Distinct(StringComparer.Ordinal));
            if (refused.Min(one => one.RefusedSince) is { } since)
                return HealthCheckResult.Degraded(
                    FormattableString.Invariant($"Attendance is refused since {since:yyyy-MM-dd HH:mm} UTC. {advice}"),
                    data: new Dictionary<string, object>(StringComparer.Ordinal) { [HealthHistory.Since] = since });
            var recent = (await ledger.AllAsync(cancellationToken)).Values
                .Where(state => state.StartedAt > time.GetUtcNow() - Recent)
                .ToList();
            var elsewhere = recent.Sum(state => state.Elsewhere);
            return HealthCheckResult.Healthy(elsewhere == 0
                ? "Attendance reports are read."
                : $"Attendance reports are read. In the last week {elsewhere} people belonged to no college, "
                    + $"{recent.Sum(state => state.WithoutAddress)} of them because Teams gave no address.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("What is known of attendance cannot be read.");
        }
    }

    private string Advice(Organiser organiser) => organiser.Refusal switch
    {
        AttendanceRefusal.Directory =>
            $"An administrator grants the app {AppId} the application permission User.ReadBasic.All.",
        AttendanceRefusal.Meetings =>
            $"An administrator grants the app {AppId} the application permissions {TeamsAdministration.Permission} "
                + "and OnlineMeetingArtifact.Read.All.",
        _ => $"A Teams administrator runs: {TeamsAdministration.Policy(AppId, organiser.Id)}",
    };

    private string AppId => string.IsNullOrEmpty(graph.Value.ClientId) ? "<the app's client id>" : graph.Value.ClientId;
}
