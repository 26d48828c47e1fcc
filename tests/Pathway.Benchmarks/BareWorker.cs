using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.Functions;
using Pathway.Functions.Webhooks.Caliper;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Xapi;
using Pathway.Local;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// The app's webhooks as the cloud's worker starts them: its services and its functions' generated list, without the
/// local host, which looks through every type of the app by reflection and so loads all they mention.
/// </summary>
internal static class BareWorker
{
    public static async Task<WebApplication> StartAsync(string connection, string prefix)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            AppSettings.For(
                connection, new Uri("http://localhost:1"), new Uri("http://localhost:2"), AppUnderTest.RootKey, prefix)
                .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        builder.Services.AddSingleton(TimeProvider.System).AddPathway()
            .AddTransient<ReceiveWebhookFunction>()
                .AddTransient<ReceiveStatementsFunction>()
                .AddTransient<ReceiveCaliperFunction>();
        var app = builder.Build();
        app.MapPost("/api/webhooks/{college}", (HttpRequest request, string college, CancellationToken cancellationToken) =>
            app.Services.GetRequiredService<ReceiveWebhookFunction>().ReceiveWebhook(request, college, cancellationToken));
        app.MapPost("/api/xapi/{college}/statements", (HttpRequest request, string college, CancellationToken cancellationToken) =>
            app.Services.GetRequiredService<ReceiveStatementsFunction>().ReceiveStatements(request, college, cancellationToken));
        app.MapPost("/api/caliper/{college}", (HttpRequest request, string college, CancellationToken cancellationToken) =>
            app.Services.GetRequiredService<ReceiveCaliperFunction>().ReceiveCaliper(request, college, cancellationToken));
        await app.StartAsync();
        return app;
    }
}
