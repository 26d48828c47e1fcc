using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.Functions;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Local;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// The app as the cloud's worker starts it: its services and its functions' generated list, without the local host, which looks
/// through every type of the app by reflection and so loads all they mention.
/// </summary>
internal static class BareWorker
{
    public static async Task<WebApplication> StartAsync(string connection, string prefix)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            AppSettings.For(connection, new Uri("http://localhost:1"), new Uri("http://localhost:2"), AppUnderTest.RootKey, prefix)
                .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        builder.Services.AddSingleton(TimeProvider.System).AddPathway().AddTransient<ReceiveWebhookFunction>();
        var app = builder.Build();
        app.MapPost("/api/webhooks/{college}", (HttpRequest request, string college, CancellationToken cancellationToken) =>
            app.Services.GetRequiredService<ReceiveWebhookFunction>().ReceiveWebhook(request, college, cancellationToken));
        await app.StartAsync();
        return app;
    }
}
