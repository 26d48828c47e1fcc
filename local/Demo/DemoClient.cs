using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pathway.Local.Demo;

/// <summary>The app and the simulator as the demo sees them: over HTTP, with each step told and timed.</summary>
internal sealed class DemoClient(HttpClient app, HttpClient graph, Action<string> say)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public HttpClient App => app;

    public async Task<T> StepAsync<T>(string what, Func<Task<T>> step, Func<T, string> figure)
    {
        var clock = Stopwatch.StartNew();
        var result = await step();
        say($"  {what,-22}{figure(result),-34}{clock.Elapsed.TotalSeconds,6:0.0} s");
        return result;
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonElement> SendAsync(
        HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        SendAsync(app, method, path, body, cancellationToken);

    /// <summary>What people do in Outlook.</summary>
    public Task<JsonElement> InOutlookAsync(string what, object body, CancellationToken cancellationToken) =>
        SendAsync(graph, HttpMethod.Post, $"/_simulator/{what}", body, cancellationToken);

    /// <summary>Runs a timer now, as an operator would.</summary>
    public async Task RunTimerAsync(string function, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{function}")
        {
            Content = JsonContent.Create(new { input = "" }),
        };
        request.Headers.Add("x-functions-key", "local");
        using var response = await app.SendAsync(request, cancellationToken);
        await DemoRun.EnsureAsync(response, cancellationToken);
    }

    public async Task<IReadOnlyList<JsonElement>> MailAsync(CancellationToken cancellationToken) =>
        [.. (await graph.GetFromJsonAsync<JsonElement>("/_simulator/mail", cancellationToken)).EnumerateArray()];

    public static async Task UntilAsync(string what, Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (clock.Elapsed > Patience)
                throw new DemoException($"After {Patience.TotalMinutes} minutes it is still not so that {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<JsonElement> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, cancellationToken);
        await DemoRun.EnsureAsync(response, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
