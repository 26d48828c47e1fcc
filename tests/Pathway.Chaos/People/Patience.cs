using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Pathway.Chaos.People;

/// <summary>Asks until there is an answer that counts: what any client does that was told 503, or nothing at all.</summary>
internal sealed class Patience(Func<IReadOnlyList<Uri>> apps) : IDisposable
{
    /// <summary>As long as no honest call may wait: less is what a college's system has.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 256 }) { Timeout = AnswerLimit };
    private int turn;
    private long repeats;

    /// <summary>Calls that had to be repeated.</summary>
    public long Repeats => Interlocked.Read(ref repeats);

    /// <summary>Answers that no honest call should get: 500, or a refusal of what is right.</summary>
    public ConcurrentQueue<string> Unjust { get; } = new();

    /// <summary>The JSON of the answer that was a success.</summary>
    /// <exception cref="TimeoutException">There was none for minutes.</exception>
    public async Task<JsonElement> InsistAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var why = "";
            try
            {
                using var request = make();
                request.RequestUri = new Uri(Next(), request.RequestUri!);
                using var response = await http.SendAsync(request, cancellationToken);
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                if (response.IsSuccessStatusCode)
                    return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
                why = $"{request.Method} {request.RequestUri.AbsolutePath} answered {(int)response.StatusCode} {text}";
                Judge(response, why);
            }
            catch (Exception failure) when (IsOfTheTimes(failure, cancellationToken))
            {
                why = failure.Message;
            }

            if (clock.Elapsed > Limit)
                throw new TimeoutException($"After {Limit.TotalMinutes:0} minutes of asking: {why}");
            Interlocked.Increment(ref repeats);
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private static bool IsOfTheTimes(Exception failure, CancellationToken asked) =>
        failure is HttpRequestException or IOException || (failure is OperationCanceledException && !asked.IsCancellationRequested);

    private void Judge(HttpResponseMessage response, string what)
    {
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
            return;

        // The local host's own words for a worker that died under a call: an empty 500.
        if (response.StatusCode == HttpStatusCode.InternalServerError && WorkersDie)
            return;
        if (Unjust.Count < 10)
            Unjust.Enqueue(what);
    }

    /// <summary>Workers are being killed: a call under way in one is lost, and answered with the host's 500.</summary>
    public bool WorkersDie { get; set; }

    private Uri Next()
    {
        var addresses = apps();
        return addresses[(int)((uint)Interlocked.Increment(ref turn) % addresses.Count)];
    }
}
