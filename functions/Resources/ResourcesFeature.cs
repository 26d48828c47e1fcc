using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Resources;

public static class ResourcesFeature
{
    public static IServiceCollection AddResources(this IServiceCollection services) => services
        .AddSingleton<ResourceCatalogue>()
        .AddSingleton<ResourceLinks>();
}
