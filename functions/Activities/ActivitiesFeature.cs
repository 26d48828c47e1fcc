using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Activities;

public static class ActivitiesFeature
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton<ActivityCatalogue>();
}
