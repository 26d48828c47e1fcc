using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Pathway.Functions.Graph;

/// <summary>
/// Stands where the SDK's RetryHandler stood, which repeats a POST blindly. For each mailbox by itself, so that none
/// stops another: four requests at once, of all instances together; 429, 503 and 504 tried again after Retry-After or a
/// jittered backoff; a circuit that opens when Graph is down; a timeout for each try and one for all. What may mail
/// somebody is repeated only after 429, which promises that nothing was done: any other failed POST or PATCH may have
/// been carried out and mailed, and is resolved by its caller, who looks before doing it again.
/// </summary>
public sealed class GraphResilience : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    private readonly ConcurrentDictionary<Mailbox, ResiliencePipeline<HttpResponseMessage>> pipelines = new();
    private readonly MailboxShares shares;
    private readonly RequestOwners owners;
    private readonly TimeProvider time;
    private readonly TimeSpan delay;
    private readonly TimeSpan longestWait;

    public GraphResilience(
        IOptions<GraphOptions> options, MailboxShares shares, RequestOwners owners, TimeProvider time)
    {
        (this.shares, this.owners, this.time) = (shares, owners, time);
        longestWait = TimeSpan.FromSeconds(options.Value.LongestWaitSeconds);
        delay = TimeSpan.FromMilliseconds(options.Value.RetryDelayMilliseconds);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Each try sends the same bytes; the SDK's stream could be read only once.
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);

        var mailbox = owners.Find(request.RequestUri);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await pipelines.GetOrAdd(mailbox, _ => Build()).ExecuteAsync(
                async (c, state) => await state.self.SendInTurnAsync(state.request, state.mailbox, c.CancellationToken),
                context,
                (self: this, request, mailbox));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> SendInTurnAsync(
        HttpRequestMessage request, Mailbox mailbox, CancellationToken cancellationToken)
    {
        using var turn = await shares.ShareOf(mailbox).EnterAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private ResiliencePipeline<HttpResponseMessage> Build() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddTimeout(TimeSpan.FromSeconds(90))
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 4,
            Delay = delay,
            MaxDelay = longestWait,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(MayRepeat(attempt.Context, attempt.Outcome)),
            DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result)),
            OnRetry = attempt =>
            {
                attempt.Outcome.Result?.Dispose();
                return ValueTask.CompletedTask;
            },
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            FailureRatio = 0.9,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
            ShouldHandle = attempt => ValueTask.FromResult(IsOutage(attempt.Outcome)),
        })
        .AddTimeout(TimeSpan.FromSeconds(30))
        .Build();

    private bool MayRepeat(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        if (RetryAfter(outcome.Result) > longestWait)
            return false;
        if (outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests)
            return true;
        return IsOutage(outcome) && context.Properties.TryGetValue(Request, out var request)
            && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Delete || SetsQuietly(request));
    }

    /// <summary>A meeting's options and a subscription's end are set and not added to, and nobody is mailed of them.</summary>
    private static bool SetsQuietly(HttpRequestMessage request) =>
        request.Method == HttpMethod.Patch
        && request.RequestUri?.AbsolutePath is { } path
        && (path.Contains("/onlineMeetings/", StringComparison.OrdinalIgnoreCase)
            || path.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase));

    private TimeSpan? RetryAfter(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static bool IsOutage(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException
        || outcome.Result?.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
