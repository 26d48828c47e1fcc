using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Storage;

namespace Pathway.Functions.DeadLetters;

/// <summary>
/// Runs a queue item so that its last failure leaves a reason behind: the poison queue carries the body alone.
/// </summary>
public sealed class QueueMessageRunner(DeadLetterTable letters, TimeProvider time)
{
    /// <summary>Attempts before an item is given up; <c>maxDequeueCount</c> in host.json.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Lets every failure escape, so that the host counts it; the last one is written down first.</summary>
    public async Task RunAsync(
        string queue, QueueMessage message, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var (body, isEncoded, sender) = MessageText.Read(message.Body.ToString());
        using var span = MessageTrace.StartProcess(queue, sender);
        span?.SetTag("messaging.message.id", message.MessageId).SetTag("pathway.attempt", message.DequeueCount);
        if (message.InsertedOn is { } sent)
            Instruments.QueueWait.Record(Math.Max(0, (time.GetUtcNow() - sent).TotalSeconds), Instruments.Queue(queue));
        var started = time.GetTimestamp();
        try
        {
            await work(body, cancellationToken);
            Measure(queue, started, error: null);
        }
        catch (Exception failure) when (IsNoted(failure, span, queue, started))
        {
            throw;
        }
        catch (Exception nonsense) when (!isEncoded && nonsense is (FormatException or JsonException))
        {
            // Trying it again changes nothing: the letter is its end, and the message is done with.
            await letters.AddAsync(queue, body, MessageText.Unreadable, (int)message.DequeueCount, cancellationToken);
        }
        catch (Exception failure) when (message.DequeueCount >= MaxAttempts && !cancellationToken.IsCancellationRequested)
        {
            await letters.AddAsync(queue, body, Reason(failure), (int)message.DequeueCount, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Never true: those below decide what becomes of it. A message of an exception is nobody's to trace.</summary>
    private bool IsNoted(Exception failure, Activity? span, string queue, long started)
    {
        var error = failure.GetType().FullName!;
        span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        Measure(queue, started, error);
        return false;
    }

    private void Measure(string queue, long started, string? error)
    {
        var tags = new TagList { Instruments.Queue(queue), new("messaging.system", Instruments.QueueSystem) };
        tags.Add("messaging.operation.name", "process");
        if (error is not null)
            tags.Add("error.type", error);
        Instruments.ProcessDuration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
    }

    private static string Reason(Exception failure) =>
        $"{failure.GetType().Name}: {failure.Message.Split('\n')[0].TrimEnd()}";
}
