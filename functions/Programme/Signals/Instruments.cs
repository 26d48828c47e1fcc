using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pathway.Functions.Programme.Signals;

/// <summary>
/// Everything the app counts and measures, on the one meter; docs/operate.md says of each what to do. Attributes come
/// from short lists of the app's own words: no college, and nothing that a sender wrote.
/// </summary>
public static class Instruments
{
    /// <summary>What the OpenTelemetry conventions call the queue service; they have no name for this one.</summary>
    public const string QueueSystem = "azure_queue_storage";

    public static Counter<long> DeliveriesAccepted { get; } = Telemetry.Meter.CreateCounter<long>(
        "pathway.deliveries.accepted", "{delivery}", "Calls answered 202, by dialect.");

    public static Counter<long> DeliveriesRefused { get; } = Telemetry.Meter.CreateCounter<long>(
        "pathway.deliveries.refused", "{delivery}", "Calls refused, by dialect and reason.");

    public static Counter<long> FieldsDropped { get; } = Telemetry.Meter.CreateCounter<long>(
        "pathway.fields.dropped", "{field}", "Fields and verbs that nothing is kept of, by dialect.");

    public static Counter<long> Facts { get; } = Telemetry.Meter.CreateCounter<long>(
        "pathway.facts", "{fact}", "Facts taken from the queue, by dialect and outcome: new, repeated, conflict, nameless.");

    public static Histogram<double> QueueWait { get; } = Telemetry.Meter.CreateHistogram<double>(
        "pathway.queue.wait", "s", "From a message's sending to the attempt that takes it, deliberate delays included.");

    public static Histogram<double> ProcessDuration { get; } = Telemetry.Meter.CreateHistogram<double>(
        "messaging.process.duration", "s", "One attempt at one message, by queue and error.");

    public static Gauge<double> QueueAge { get; } = Telemetry.Meter.CreateGauge<double>(
        "pathway.queue.age", "s", "The oldest visible message of a queue, as of the last look at health.");

    public static Histogram<double> SyncLag { get; } = Telemetry.Meter.CreateHistogram<double>(
        "pathway.calendar.sync.lag", "s", "From an activity's change to its invitations being in step.");

    public static Gauge<double> CalendarAge { get; } = Telemetry.Meter.CreateGauge<double>(
        "pathway.calendar.age", "s", "How long ago the calendar was last followed, as of the last look at health.");

    public static Counter<long> MailsSent { get; } = Telemetry.Meter.CreateCounter<long>(
        "pathway.mails", "{recipient}", "People written to, by reason: create, details, attendees, cancel, digest.");

    public static Counter<long> Digests { get; } = Telemetry.Meter.CreateCounter<long>(
        "pathway.digests", "{digest}", "Digests, by outcome: sent, nobody, failed, late.");

    public static KeyValuePair<string, object?> Dialect(string word) => new("pathway.dialect", word);

    public static KeyValuePair<string, object?> Reason(string word) => new("pathway.reason", word);

    public static KeyValuePair<string, object?> Outcome(string word) => new("pathway.outcome", word);

    public static KeyValuePair<string, object?> Queue(string name) => new("messaging.destination.name", name);

    /// <summary>Counts what there is of it; nothing is not worth a point.</summary>
    public static void AddSome(this Counter<long> counter, long count, in TagList tags)
    {
        if (count > 0)
            counter.Add(count, tags);
    }
}
