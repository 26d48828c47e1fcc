using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Reckoning;

/// <summary>Waits until no queue holds work, visible or leased, and every planned activity is in step.</summary>
internal static class Settling
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Nudge = TimeSpan.FromSeconds(8);

    public static async Task SettleAsync(ChaosStack stack, Tally tally, CancellationToken cancellationToken)
    {
        // The timers' turn, which comes every five minutes, as well as the queues'.
        await AskTimersAsync(stack, cancellationToken);
        var (clock, asked) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        while (await UnsettledAsync(stack, cancellationToken) is { } why)
        {
            if (clock.Elapsed > Limit)
            {
                tally.Fault($"After {Limit.TotalMinutes:0} minutes of rest: {why}");
                return;
            }

            if (asked.Elapsed > Nudge)
            {
                await Console.Error.WriteLineAsync($"  waits after {clock.Elapsed.TotalSeconds:0} s: {why}");
                await AskTimersAsync(stack, cancellationToken);
                asked.Restart();
            }

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>How many messages wait in each queue that has any.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> WaitingAsync(string storage, CancellationToken cancellationToken)
    {
        var queues = new QueueServiceClient(storage);
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (QueueItem queue in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            var count = (await queues.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

            // A sync that waits for another's turn to end waits for minutes, and whether any is missing the activities say themselves.
            if (count > 0 && queue.Name != "calendar-sync")
                waiting[queue.Name] = count;
        }

        return waiting;
    }

    private static async Task AskTimersAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        foreach (var timer in new[] { "SweepCalendars", "PullCalendarOnTimer" })
            await stack.People.RunAsync(timer, cancellationToken);
    }

    private static async Task<string?> UnsettledAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        if (await WaitingAsync(stack.Storage.Direct, cancellationToken) is { Count: > 0 } waiting)
            return $"queues hold work: {string.Join(", ", waiting.Select(queue => $"{queue.Key} {queue.Value}"))}";

        // Notifications that were not taken are no work left over: Graph repeats them for hours, and the timer finds the
        // change meanwhile.
        foreach (var activity in stack.People.Activities.Keys)
        {
            var ledger = await stack.People.ReadAsync($"api/activities/{activity}/invitations", cancellationToken);
            if (!ledger.GetProperty("inStep").GetBoolean() && !IsUndecided(ledger))
                return $"{activity} is not in step: {ledger.GetProperty("why").GetString()}";
        }

        return null;
    }

    // What a person must decide says so in the ledger, and is no waiting.
    private static bool IsUndecided(JsonElement ledger) =>
        ledger.GetProperty("shards").EnumerateArray()
            .Any(shard => shard.TryGetProperty("state", out var state) && state.GetString() is "failed" or "undecided");
}
