using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// A college's own quota of events: a bucket of a minute's worth that refills evenly, in this instance's memory. It keeps one
/// college's loop from starving the others; it is no ledger, so instances do not share it.
/// </summary>
public sealed class CollegeQuota(IOptions<WebhookOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<CollegeId, Bucket> buckets = new();

    public int PerMinute(College college) => college.Definition.EventsPerMinute ?? options.Value.EventsPerMinute;

    /// <summary>
    /// Takes what a delivery needs; otherwise says how long to wait. A delivery larger than the bucket goes when it is full,
    /// and the debt is paid off after.
    /// </summary>
    public TimeSpan? TryTake(College college, int events)
    {
        var perMinute = PerMinute(college);

        // A delivery of nothing costs a message all the same.
        events = Math.Max(1, events);
        var bucket = buckets.GetOrAdd(
            college.Id, static (_, state) => new Bucket(state.perMinute, state.time.GetTimestamp()), (perMinute, time));
        lock (bucket)
        {
            var now = time.GetTimestamp();

            // A clock that is put back takes nothing away: the college did not send the hour that is lived again.
            var minutes = Math.Max(0, time.GetElapsedTime(bucket.FilledAt, now).TotalMinutes);
            bucket.Tokens = Math.Min(perMinute, bucket.Tokens + (minutes * perMinute));
            bucket.FilledAt = now;
            var needed = Math.Min(events, perMinute);
            if (bucket.Tokens < needed)
                return TimeSpan.FromMinutes((needed - bucket.Tokens) / perMinute);
            bucket.Tokens -= events;
            return null;
        }
    }

    private sealed class Bucket(double tokens, long filledAt)
    {
        public double Tokens { get; set; } = tokens;

        public long FilledAt { get; set; } = filledAt;
    }
}
