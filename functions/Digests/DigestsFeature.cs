using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Digests;

public static class DigestsFeature
{
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddOptions<DigestsOptions>().BindConfiguration(DigestsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DigestsOptions>, DigestsOptionsValidator>();
        return services
            .AddSingleton<DigestLedger>()
            .AddSingleton<DigestComposer>()
            .AddSingleton<DigestArchive>()
            .AddSingleton<DigestMailbox>()
            .AddSingleton<DigestPreparation>()
            .AddSingleton<DigestRequests>()
            .AddSingleton<DigestPatience>()
            .AddSingleton<DigestDelivery>()
            .AddSingleton<DigestPreview>();
    }
}
