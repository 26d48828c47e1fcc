using System.Text;
using Microsoft.AspNetCore.Http;
using Pathway.LocalHost.Worker.Rpc;

namespace Pathway.LocalHost.Worker;

/// <summary>
/// Takes an HTTP function's request to the worker's own web server as it came, and the answer back, both streamed.
/// The invocation, told at the same time over the other way, says whether the answer counts.
/// </summary>
internal sealed class HttpForwarder : IDisposable
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        // The worker of a busy machine may take its time to say whether it wants a large body; sent unasked, a
        // refusal would be lost.
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    });

    /// <param name="context">The request, and where its answer goes.</param>
    /// <param name="worker">Where the worker listens.</param>
    /// <param name="invocation">What the worker is told beside the request.</param>
    /// <param name="invoke">Tells the worker and ends with the function; throws when it failed. The token is
    /// cancelled when nobody waits any more.</param>
    /// <exception cref="MalformedRequestException">The caller's body could not be read.</exception>
    public async Task ForwardAsync(
        HttpContext context, Uri worker, InvocationRequest invocation, Func<CancellationToken, Task> invoke)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var request = ForwardedRequest.From(context.Request, worker, invocation);
        var run = invoke(over.Token);
        var answer = http.SendAsync(request, over.Token);
        var body = request.Content as ForwardedBody;
        try
        {
            await AnswerAsync(context, run, answer, over.Token);
        }
        catch
        {
            await EndAsync();

            // The function fails of a body that breaks off, and may say so before its request is known to have failed.
            if (body?.Fault is { } fault)
                throw fault;
            throw;
        }

        await EndAsync();

        // The request is the server's again when this returns, and may be read to its end for the next: a worker may
        // answer before it has it all. The function's own end matters to a host that stops and lets finish what runs.
        async Task EndAsync()
        {
            await over.CancelAsync();
            await Task.WhenAll(run, answer, body?.EndAsync() ?? Task.CompletedTask)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task AnswerAsync(
        HttpContext context, Task run, Task<HttpResponseMessage> answer, CancellationToken cancellationToken)
    {
        // A function that failed may leave its request unanswered.
        if (await Task.WhenAny(run, answer) == run)
            await run;
        using var response = await answer;

        // A function that threw is answered by the worker with an empty 200: without a body to stream there is
        // nothing to hurry for.
        if (!HasBody(context.Request, response))
            await run;
        ForwardedResponse.CopyHead(response, context.Response);
        await response.Content.CopyToAsync(context.Response.Body, cancellationToken);
        await run;
    }

    private static bool HasBody(HttpRequest request, HttpResponseMessage response)
        =>
            !HttpMethods.IsHead(request.Method)
                && (int)response.StatusCode is not (204 or 304)
                && response.Content.Headers.ContentLength != 0;
}
