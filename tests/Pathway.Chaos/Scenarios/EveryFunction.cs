using System.Diagnostics;
using System.Net.Http.Headers;
using Pathway.Chaos.Fuzz;
using Pathway.Chaos.People;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>One honest call of every HTTP function that the worker has, to learn what it answers when it cannot.</summary>
internal sealed class EveryFunction : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(15);

    private static int probes;

    private readonly HttpClient http;
    private readonly IReadOnlyList<HttpRoute> routes;
    private readonly College college;

    private EveryFunction(Uri app, IReadOnlyList<HttpRoute> routes, College college)
    {
        (this.routes, this.college) = (routes, college);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 }) { BaseAddress = app, Timeout = AnswerLimit * 2 };
    }

    public static async Task<EveryFunction> FindAsync(ChaosStack stack, CancellationToken cancellationToken) =>
        new(
            stack.Addresses[0],
            await HttpRoute.FindAsync(stack, cancellationToken),
            await College.JoinAsync(
                $"utc-fuzz-probe-{Interlocked.Increment(ref probes)}", stack.People.Mark, stack.People.Patience, cancellationToken));

    /// <summary>All of them at once, as they come when something is wrong.</summary>
    public async Task AskAsync(Tally tally, CancellationToken cancellationToken)
    {
        var slowest = TimeSpan.Zero;
        var calls = routes.SelectMany(route => route.Methods.Select(method => (route, method))).ToList();
        await Task.WhenAll(calls.Select(async call =>
        {
            var took = await AskAsync(call.route, call.method, tally, cancellationToken);
            lock (calls)
                slowest = took > slowest ? took : slowest;
        }));
        tally.Count("functions asked", routes.Count);
        tally.Count("slowest s", slowest.TotalSeconds);
    }

    public void Dispose() => http.Dispose();

    private async Task<TimeSpan> AskAsync(HttpRoute route, string method, Tally tally, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var request = Make(route, method);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var (status, text) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
            tally.Expect(
                clock.Elapsed <= AnswerLimit,
                $"{method} {route.Template} ({route.Function}) took {clock.Elapsed.TotalSeconds:0} s to answer {status}.");
            tally.Expect(status is < 500 or 503, $"{method} {route.Template} ({route.Function}) answered {status}.");
            if (status == 503 && route.Function != "CheckHealth")
            {
                tally.Expect(
                    response.Headers.RetryAfter is not null,
                    $"{method} {route.Template} ({route.Function}) answered 503 and does not say when to come again.");
                tally.Expect(text.Length > 0 || method == "HEAD", $"{method} {route.Template} ({route.Function}) answered an empty 503.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Fault($"{method} {route.Template} ({route.Function}) did not answer in {http.Timeout.TotalSeconds:0} s.");
        }
        catch (HttpRequestException gone)
        {
            tally.Fault($"{method} {route.Template} ({route.Function}) broke off: {gone.Message}");
        }

        return clock.Elapsed;
    }

    private HttpRequestMessage Make(HttpRoute route, string method)
    {
        var sample = SampleBody.For(route.Function, "somebody@utc-fuzz.example.org");
        if (route.Function == "ReceiveWebhook")
            return college.Signing.Request(1_000_000, sample.Bytes);
        var request = new HttpRequestMessage(new HttpMethod(method), route.Path(Parameter));
        if (method is not ("GET" or "HEAD" or "OPTIONS"))
        {
            request.Content = new ByteArrayContent(sample.Bytes);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(sample.ContentType);
        }

        if (route.Template.Contains("{college}", StringComparison.Ordinal))
            request.Headers.Authorization = college.Proof;
        if (!route.Template.StartsWith("api/", StringComparison.Ordinal))
            request.Headers.Accept.ParseAdd("text/html");
        return request;
    }

    private string Parameter(string name) => name switch
    {
        "college" => college.Id,
        "week" => "2026-W40",
        "version" => "1",
        _ => "fuzz-probe",
    };
}
