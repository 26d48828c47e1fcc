using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Activities;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Ingest;
using Pathway.Functions.Resources.Links;
using Pathway.Functions.Resources.Upkeep;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources;

public static class ResourcesFeature
{
    public static IServiceCollection AddResources(this IServiceCollection services)
    {
        services.AddOptions<ResourceOptions>().BindConfiguration(ResourceOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ResourceOptions>, ResourceOptionsValidator>();
        services.AddHealthChecks().AddCheck<ResourceHealth>(
            "resources",
            tags:
            [
                "Look at the files that are being checked, and at Problems for those that could not be published; "
                    + "the same file sent again is checked again.",
                PageAddress.FilesInCheck,
            ]);
        return services
            .AddSingleton<CatalogueSnapshot>()
            .AddSingleton<ResourceCatalogue>()
            .AddSingleton<VisibleResources>()
            .AddSingleton<ResourceTable>()
            .AddSingleton<ResourcePublishing>()
            .AddSingleton<ResourceUploads>()
            .AddSingleton(provider => new SignedBlobs(
                provider.GetRequiredService<PathwayStorage>().Blobs, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<PublishedFiles>()
            .AddSingleton<ResourceIngest>()
            .AddSingleton<ResourcePurge>()
            .AddSingleton<ResourceConsistency>()
            .AddSingleton<ResourceLinks>()
            .AddSingleton<CollegeLinks>()
            .AddSingleton<ResourceAccess>()
            .AddSingleton<ResourceReading>()
            .AddSingleton<UseCount>()
            .AddSingleton<IKnownResources, KnownResources>()
            .AddSingleton<INamedObjects, ResourceNames>();
    }
}
