using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Digests.Delivery;

namespace Pathway.Functions.Digests;

public static class DigestsFeature
{
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddOptions<DigestsOptions>().BindConfiguration(DigestsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DigestsOptions>, DigestsOptionsValidator>();
        return services
            .AddSingleton<DigestSlotTable>()
            .AddSingleton<DigestComposer>()
            .AddSingleton<DigestArchive>()
            .AddSingleton<DigestMailbox>()
            .AddSingleton<DigestPreparation>()
            .AddSingleton<DigestRequests>()
            .AddSingleton<DigestDeferral>()
            .AddSingleton<DigestDelivery>()
            .AddSingleton<DigestPreview>();
    }
}
