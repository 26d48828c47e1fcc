using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Subscriptions;

/// <summary>
/// Posts notifications in the background, several changes together when they come fast, and tries again for four hours
/// (https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).
/// </summary>
internal sealed class Notifier : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(4);

    private readonly Channel<Notification> queue = Channel.CreateUnbounded<Notification>();
    private readonly ConcurrentDictionary<Task, bool> sending = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false })
    { Timeout = Timeout.InfiniteTimeSpan };
    private readonly TimeProvider time;
    private readonly Task pump;
    private int pending;
    private long validations;

    public Notifier(TimeProvider time)
    {
        this.time = time;
        pump = PumpAsync();
    }

    private sealed record Notification(string Url, JsonObject Body);

    /// <summary>Notifications not yet taken by their receiver, those waiting for another try included.</summary>
    public int Pending => Volatile.Read(ref pending);

    public void Send(string url, JsonObject body)
    {
        Interlocked.Increment(ref pending);
        queue.Writer.TryWrite(new Notification(url, body));
    }

    /// <summary>The address must answer with the token, as text, within ten seconds.</summary>
    public async Task ValidateAsync(string url, CancellationToken cancellation)
    {
        // The real token has blanks and a colon too: who does not decode it fails.
        var id = DerivedIds.Guid($"validation {Interlocked.Increment(ref validations)}");
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {id}";
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var fault = "it did not answer";
        try
        {
            using var request = new StringContent("", System.Text.Encoding.UTF8, "text/plain");
            using var response = await http.PostAsync(
                $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}validationToken={Uri.EscapeDataString(token)}",
                request,
                either.Token);
            var text = await response.Content.ReadAsStringAsync(either.Token);
            fault = response.StatusCode != HttpStatusCode.OK ? $"it answered {(int)response.StatusCode}"
                : response.Content.Headers.ContentType?.MediaType != "text/plain" ? "its answer is not text/plain"
                : text != token ? "its answer is not the decoded token"
                : null;
        }
        catch (Exception error) when (error is HttpRequestException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The fault stays as it is.
        }

        if (fault is not null)
            throw SubscriptionRules.Invalid(
                "Subscription validation request failed. "
                    + $"Notification endpoint must respond with 200 OK to validation request. '{url}': {fault}.");
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        queue.Writer.TryComplete();
        await pump;
        await Task.WhenAll(sending.Keys);
        http.Dispose();
        stopping.Dispose();
    }

    private async Task PumpAsync()
    {
        await foreach (var first in queue.Reader.ReadAllAsync())
        {
            var taken = new List<Notification> { first };
            while (queue.Reader.TryRead(out var next))
                taken.Add(next);
            foreach (var group in taken.GroupBy(notification => notification.Url, StringComparer.Ordinal))
                Start(group.Key, [.. group.Select(notification => notification.Body)]);
        }
    }

    private void Start(string url, JsonObject[] bodies)
    {
        var task = DeliverAsync(url, bodies);
        sending.TryAdd(task, true);
        _ = task.ContinueWith(
            done => sending.TryRemove(done, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task DeliverAsync(string url, JsonObject[] bodies)
    {
        var payload = new JsonObject { ["value"] = new JsonArray([.. bodies]) };
        var started = time.GetUtcNow();
        try
        {
            var pause = FirstPause;
            while (!await TryAsync(url, payload) && time.GetUtcNow() - started < GiveUpAfter)
            {
                await Task.Delay(pause, time, stopping.Token);
                pause = Min(pause * 2, LongestPause);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The simulator stops; what was not delivered is lost, as Graph may lose it.
        }
        finally
        {
            Interlocked.Add(ref pending, -bodies.Length);
        }
    }

    private async Task<bool> TryAsync(string url, JsonObject payload)
    {
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping.Token);
        try
        {
            using var response = await http.PostAsJsonAsync(url, payload, Json.Options, either.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException
            || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return false;
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
