using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Pathway.Benchmarks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>The webhooks in a process that has done nothing else, as the cloud starts one for a burst of deliveries.</summary>
public sealed class FreshProcessTests
{
    private const string College = "utc-bench";

    [Fact]
    public async Task Taking_a_delivery_of_every_dialect_loads_neither_graph_nor_razor()
    {
        await using var app = await AppUnderTest.StartAsync();
        var college = await CollegeSystem.JoinAsync(app, College);
        await using var process = await ChildApp.StartAsync(
            app.StorageConnection, app.Prefix, college.Secret, ChildApp.Worker);

        await TakeAsync(process, process.Load.Request(1, WebhookLoad.Body(1)), HttpStatusCode.Accepted);
        var user = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{College}:{college.XapiPassword}"));
        await TakeAsync(
            process,
            Request("/api/xapi/utc-bench/statements", XapiTests.Statement(null), new("Basic", user)),
            HttpStatusCode.OK);
        var envelope = CaliperTests.Envelope(CaliperTests.Event(1, "ViewEvent", "Viewed"));
        await TakeAsync(
            process,
            Request("/api/caliper/utc-bench", envelope, new("Bearer", college.XapiPassword)),
            HttpStatusCode.Accepted);

        var loaded = await process.AssembliesAsync();
        Assert.Contains("Pathway.Functions", loaded);
        Assert.DoesNotContain(
            loaded,
            name => name.StartsWith("Microsoft.Graph", StringComparison.Ordinal) || name.StartsWith("Microsoft.Kiota", StringComparison.Ordinal));
        Assert.DoesNotContain(
            loaded,
            name => name.Contains("Razor", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal));
    }

    private static async Task TakeAsync(ChildApp process, HttpRequestMessage request, HttpStatusCode expected)
    {
        using var response = await process.Client.SendAsync(request, TestContext.Current.CancellationToken);
        request.Dispose();

        Assert.Equal(expected, response.StatusCode);
    }

    private static HttpRequestMessage Request(string path, string body, AuthenticationHeaderValue authorization)
    {
        // The process has the machine's clock, which must not be before the events.
        var past = body.Replace("2026-11-24", "2025-11-24", StringComparison.Ordinal);
        var request = new HttpRequestMessage(
            HttpMethod.Post, path)
        { Content = new StringContent(past, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = authorization;
        request.Headers.Add("X-Experience-API-Version", "1.0.3");
        return request;
    }
}
