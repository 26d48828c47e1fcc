using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Digests;

public static class DigestsFeature
{
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddOptions<DigestsOptions>().BindConfiguration(DigestsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DigestsOptions>, DigestsOptionsValidator>();
        services.AddSingleton(provider => new DigestRendering(new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>())));
        return services
            .AddSingleton<DigestLedger>()
            .AddSingleton<DigestComposer>()
            .AddSingleton<DigestArchive>()
            .AddSingleton<DigestMailbox>()
            .AddSingleton<DigestPreparation>()
            .AddSingleton<DigestRequests>()
            .AddSingleton<DigestDelivery>()
            .AddSingleton<DigestPreview>();
    }
}
