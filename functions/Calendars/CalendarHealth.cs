using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>
/// Whether Graph answers and the calendar is followed, told by the last pulls and syncs rather than by a request of
/// its own: anybody may ask for health, and Graph counts requests. Twice in a row is no hiccup any more.
/// </summary>
public sealed class CalendarHealth(
    PullStateStore pulls,
    Mailboxes mailboxes,
    FailureRuns runs,
    SetAsideEvents setAside,
    ActivityTable activities,
    TimeProvider time) : IHealthCheck
{
    private const int Tolerated = 1;
    private const int MostNamed = 10;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var states = await pulls.AllAsync(cancellationToken);
            var oldest = states.Where(state => mailboxes.Has(state.Mailbox)).MinBy(state => state.PulledAt ?? default)!;
            if (time.GetUtcNow() - oldest.PulledAt is { } age)
                Instruments.CalendarAge.Record(Math.Max(0, age.TotalSeconds));
            var faults = new List<string>();
            foreach (var state in states)
            {
                var name = states.Count > 1 ? $"{state.Mailbox}: " : "";
                faults.AddRange((await FaultsAsync(state, cancellationToken)).Select(fault => name + fault));
            }

            var aside = await setAside.ReadAsync(cancellationToken);
            string[] words =
            [
                .. faults,
                await WaitingAsync(faults.Count > 0, cancellationToken),
                Aside(aside.Values),
                Followed(oldest),
            ];
            return new HealthCheckResult(faults.Count > 0
                ? HealthStatus.Degraded
                : HealthStatus.Healthy, string.Join(" ", words.Where(text => text.Length > 0)));
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("How far the calendar was followed cannot be read.");
        }
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(PullState state, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        if (state.Pending.Count > 0)
        {
            var gone = state.Pending.Count == 1 ? "1 activity was" : $"{state.Pending.Count} activities were";
            faults.Add($"{gone} deleted in Outlook at once or while Graph had lost its way ({Named(state.Pending)}); "
                + "none is cancelled before POST /api/calendar/confirm-cancellations (or restore-cancellations).");
        }

        if (state.Fault is not null)
            faults.Add(state.Fault);
        if (Leaving(state) is { } leaving)
            faults.Add(leaving);
        var pull = await runs.ReadAsync(FailureRuns.Pull, state.Mailbox, cancellationToken);
        if (pull.Failures > (state.PulledAt is null ? 0 : Tolerated))
            faults.Add($"The calendar cannot be followed since {Moment(pull.Since)}: {pull.Reason}. {Advice}");
        else if (time.GetUtcNow() - state.PulledAt is { } age && age > CalendarPull.Patience)
            faults.Add($"The calendar was last followed {(int)age.TotalMinutes} minutes ago: the timer does not run.");
        var sync = await runs.ReadAsync(FailureRuns.Sync, state.Mailbox, cancellationToken);
        if (sync.Failures > Tolerated)
            faults.Add($"Invitations cannot be brought in step since {Moment(sync.Since)}: {sync.Reason} {Advice}");
        return faults;
    }

    private string? Leaving(PullState state) =>
        mailboxes.Has(state.Mailbox) || state.EventsLeft == 0
            ? null
            : FormattableString.Invariant($"It is not in Graph__Mailbox any more and still organises {state.EventsLeft} events, ")
                + $"the last until {Moment(state.LeftUntil)}. They are looked after: leave the mailbox and the app's permission for it "
                + "until then, or put it back on the list.";

    private const string Advice =
        "It is tried again by itself; if it lasts, look at Microsoft 365's service health, then at the app's permissions and its mailbox.";

    private async Task<string> WaitingAsync(bool isNamed, CancellationToken cancellationToken)
    {
        var waiting = (await activities.AllAsync(cancellationToken))
            .Where(activity => activity.SyncDue is not null)
            .ToList();
        if (waiting.Count == 0)
            return "";
        var names = isNamed ? $" ({Named([.. waiting.Select(activity => activity.Id)])})" : "";
        var since = Moment(waiting.Min(activity => activity.SyncDue));
        return $"{waiting.Count} activities wait to be brought in step{names}, the first since or from {since}.";
    }

    private static string Aside(IEnumerable<SetAsideEvent> events)
    {
        // Health is everybody's to read, and what stands in a mailbox is not.
        var count = events.Count();
        return count == 0 ? "" : $"{count} events in Outlook are left alone: see GET /api/calendar.";
    }

    private string Followed(PullState state) => state.PulledAt is { } at
        ? $"Graph answered {(int)Math.Max(0, (time.GetUtcNow() - at).TotalSeconds)} s ago."
        : "The calendar has not been followed yet.";

    private static string Named(IReadOnlyCollection<Programme.ActivityId> ids) =>
        string.Join(
            ", ",
            ids.Select(id => id.ToString()).Order(StringComparer.Ordinal).Take(MostNamed)) + (ids.Count > MostNamed ? ", …" : "");

    private static string Moment(DateTimeOffset? at) => FormattableString.Invariant($"{at:yyyy-MM-dd HH:mm} UTC");
}
