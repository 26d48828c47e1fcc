using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Pathway.Testing.Worker;

/// <summary>Queues and a timer, which tell in the log what they got.</summary>
public sealed partial class BackgroundFunctions(ILogger<BackgroundFunctions> logger)
{
    [Function("TakeMessage")]
    public void TakeMessage([QueueTrigger("%WorkQueue%", Connection = "DataStorage")] QueueMessage message)
    {
        Told(
            logger,
            $"message {message.MessageId} try {message.DequeueCount} inserted {message.InsertedOn is not null} receipt {message.PopReceipt.Length > 0}: {message.Body}");
        if (message.Body.ToString() == "fail")
            throw new InvalidOperationException("failed on purpose");
    }

    [Function("TakeText")]
    public void TakeText(
        [QueueTrigger("%WorkQueue%-poison", Connection = "DataStorage")] string text, FunctionContext context)
        =>
            Told(
                logger,
                $"text {text} with {string.Join(',', context.BindingContext.BindingData.Keys.Order(StringComparer.Ordinal))}");

    [Function("Tick")]
    public void Tick([TimerTrigger("0 0 3 1 1 *")] TimerInfo timer)
        =>
            Told(
                logger,
                $"tick past due {timer.IsPastDue} last {timer.ScheduleStatus?.Last:yyyy-MM-dd} next {timer.ScheduleStatus?.Next:yyyy-MM-dd}");

    [LoggerMessage(1, LogLevel.Information, "{What}")]
    private static partial void Told(ILogger logger, string what);
}
