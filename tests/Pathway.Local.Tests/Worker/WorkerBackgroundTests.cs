using System.Net;
using System.Net.Http.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Worker;

public sealed class WorkerBackgroundTests(TestWorker worker, LocalStorage storage) : IClassFixture<TestWorker>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_a_function_the_message_with_all_that_is_known_about_it()
    {
        SendReceipt sent = await storage.Queue(worker.WorkQueue).SendMessageAsync("hello", Cancellation);

        await worker.Host.PumpQueueOnceAsync(worker.WorkQueue, Cancellation);

        var line = await worker.Log.WhenAsync($"message {sent.MessageId}", Cancellation);
        Assert.Contains("try 1 inserted True receipt True: hello", line, StringComparison.Ordinal);
        Assert.Contains("[function TakeMessage]", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_a_function_that_is_run_by_hand_a_message_like_any_other()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/TakeMessage")
        {
            Headers = { { "x-functions-key", "local" } },
            Content = JsonContent.Create(new { input = "by hand" }),
        };

        using var accepted = await worker.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Contains(
            "try 1 inserted True receipt True: by hand",
            await worker.Log.WhenAsync("message ad-hoc", Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poisons_a_message_at_its_fifth_failure_and_gives_its_text_to_who_reads_the_poison()
    {
        SendReceipt sent = await storage.Queue(worker.WorkQueue).SendMessageAsync("fail", Cancellation);

        await worker.Host.DrainQueuesAsync(Cancellation);

        for (var attempt = 1; attempt <= 5; attempt++)
            await worker.Log.WhenAsync($"message {sent.MessageId} try {attempt} ", Cancellation);
        Assert.DoesNotContain(
            worker.Log.Lines, line => line.Contains($"message {sent.MessageId} try 6", StringComparison.Ordinal));
        var poison = await worker.Log.WhenAsync("text fail with", Cancellation);
        Assert.Contains(
            "DequeueCount,ExpirationTime,Id,InsertionTime,NextVisibleTime,PopReceipt,QueueTrigger",
            poison,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_a_timer_how_it_stands()
    {
        var status = new ScheduleStatus { Last = At(2026, 1, 1), Next = At(2027, 1, 1), LastUpdated = At(2026, 1, 1) };

        await worker.Host.InvokeAsync(
            "Tick", new TimerInfo { IsPastDue = true, ScheduleStatus = status }, Cancellation);

        await worker.Log.WhenAsync("tick past due True last 2026-01-01 next 2027-01-01", Cancellation);
    }

    [Fact]
    public async Task Runs_a_timer_that_keeps_no_status()
    {
        await worker.Host.InvokeAsync("Tick", new TimerInfo(), Cancellation);

        await worker.Log.WhenAsync("tick past due False last  next ", Cancellation);
    }

    private static DateTime At(int year, int month, int day) => new(year, month, day, 3, 0, 0, DateTimeKind.Utc);
}
