using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>Whether every Teams meeting ahead is held by the programme's rules, and what to do where one is not.</summary>
public sealed class MeetingHealth(
    MeetingTable meetings, IOptions<MeetingsOptions> options, IOptions<GraphOptions> graph, TimeProvider time) : IHealthCheck
{
    // What passes by itself is no news before it has lasted.
    private const int Tolerated = 3;
    private const int MostNamed = 10;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Value.Secure)
            return HealthCheckResult.Healthy("Meetings are left as Teams' own policies make them (Meetings__Secure).");
        try
        {
            var ahead = (await meetings.AllAsync(cancellationToken))
                .Where(state => state.EndsAt > time.GetUtcNow())
                .ToList();
            var open = ahead.FindAll(IsTrouble);
            return open.Count == 0
                ? HealthCheckResult.Healthy($"{ahead.Count} meetings ahead are looked after.")
                : HealthCheckResult.Degraded(
                    $"{open.Count} of {ahead.Count} meetings ahead are not held by the rules ({Named(open)}). {Advice(open)}");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("How meetings are held cannot be read.");
        }
    }

    private static bool IsTrouble(MeetingState state) => state.Fault switch
    {
        MeetingFault.None => false,
        MeetingFault.NotFound or MeetingFault.Unanswered => state.Failures > Tolerated,
        _ => true,
    };

    private string Advice(List<MeetingState> open)
    {
        var words = new List<string>();
        if (open.Exists(state => state.Fault == MeetingFault.Permission))
            words.Add(
                $"An administrator grants the app the application permission {TeamsAdministration.Permission}: "
                + TeamsAdministration.Grant(AppId));
        words.AddRange(open.Where(state => state.Fault == MeetingFault.Policy)
            .Select(refused => MeetingOrganiser.Read(refused.JoinUrl)).Distinct(StringComparer.Ordinal)
            .Select(organiser => $"A Teams administrator runs: {TeamsAdministration.Policy(AppId, organiser)}"));
        if (open.Exists(state => state.Fault == MeetingFault.NotKept))
            words.Add("Teams changes the options again each night: a meeting policy of the tenant says otherwise.");
        if (open.Find(state => state.Fault == MeetingFault.Refused) is { Note: { } note })
            words.Add($"Teams refused the options: {note}");
        return words.Count > 0 ? string.Join(' ', words) : "It is tried again by itself.";
    }

    private string AppId => string.IsNullOrEmpty(graph.Value.ClientId) ? "<the app's client id>" : graph.Value.ClientId;

    private static string Named(List<MeetingState> states) =>
        string.Join(
            ", ",
            states.Select(state => state.Activity.ToString()).Order(StringComparer.Ordinal).Take(MostNamed))
        + (states.Count > MostNamed ? ", …" : "");
}
