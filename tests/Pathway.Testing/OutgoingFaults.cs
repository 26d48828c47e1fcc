using System.Collections.Concurrent;

namespace Pathway.Testing;

/// <summary>How a call goes wrong.</summary>
public enum Fault
{
    /// <summary>This one call fails before it is sent.</summary>
    NotSent,

    /// <summary>This one call is carried out and its answer lost.</summary>
    AnswerLost,

    /// <summary>
    /// The process dies before the call: it and every later one fail. Dying after a call is dying before the next.
    /// </summary>
    Died,
}

/// <summary>Counts every call that leaves the app, to storage and to Graph, and breaks the one it is told to.</summary>
public sealed class OutgoingFaults(HttpMessageHandler network) : DelegatingHandler(network)
{
    private const string Messages = "/messages";

    private readonly ConcurrentQueue<string> calls = new();
    private readonly ConcurrentDictionary<string, bool> filled = new(StringComparer.Ordinal);
    private int count;
    private int failAt;
    private Fault fault;
    private volatile bool hanging;
    private volatile Func<HttpResponseMessage>? refusal;
    private (int Call, Func<Task> Then)? between;
    private CancellationTokenSource death = new();

    /// <summary>A network that keeps nothing of one call for the next.</summary>
    public static HttpMessageHandler Network() => new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };

    /// <summary>Cancelled when the simulated process has died: what drives it must not go on trying in its name.</summary>
    public CancellationToken Death => death.Token;

    /// <summary>Calls since <see cref="Watch"/>, as <c>METHOD path</c>.</summary>
    public IReadOnlyCollection<string> Calls => calls;

    public int Count => Volatile.Read(ref count);

    /// <summary>Whether a message was ever put on the queue, or was to be: if not, it is empty.</summary>
    public bool IsFilled(string queue) => filled.ContainsKey(queue);

    /// <summary>Starts counting at zero, with nothing broken.</summary>
    public void Watch() => Break(0, default);

    /// <summary>Starts counting at zero; call <paramref name="call"/> (1 is the first) goes wrong.</summary>
    public void Break(int call, Fault how)
    {
        calls.Clear();
        between = null;
        (failAt, fault) = (call, how);
        death = new CancellationTokenSource();
        Volatile.Write(ref count, 0);
    }

    /// <summary>Starts counting at zero; before call <paramref name="call"/> something else happens, and is waited for.</summary>
    public void Between(int call, Func<Task> then)
    {
        Watch();
        between = (call, then);
    }

    /// <summary>From now on every call is taken and none answered: the worst way to be out.</summary>
    public void Hang() => hanging = true;

    /// <summary>From now on every call finds nobody.</summary>
    public void Refuse() => refusal = static () => throw new HttpRequestException("Connection refused.");

    /// <summary>From now on every call is answered with this status and nothing else.</summary>
    public void Answer(System.Net.HttpStatusCode status) =>
        refusal = () => new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref count);
        var path = request.RequestUri!.AbsolutePath;
        calls.Enqueue($"{request.Method} {path}");
        if (request.Method == HttpMethod.Post && path.EndsWith(Messages, StringComparison.Ordinal))
            filled.TryAdd(path[..^Messages.Length].Split('/')[^1], true);
        if (between is { } other && other.Call == number)
            await other.Then();
        if (hanging)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        if (refusal is { } answer)
            return answer();
        var hit = failAt > 0 && number == failAt;
        var dead = failAt > 0 && number >= failAt && fault == Fault.Died;
        if (dead || (hit && fault == Fault.NotSent))
            await FailAsync("The call was not sent.");
        var response = await base.SendAsync(request, cancellationToken);
        if (!hit)
            return response;

        // Read to its end: the server has carried the call out.
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        response.Dispose();
        return await FailAsync("The answer was lost.");
    }

    private async Task<HttpResponseMessage> FailAsync(string why)
    {
        if (fault == Fault.Died)
            await death.CancelAsync();
        throw new HttpRequestException(why);
    }
}
