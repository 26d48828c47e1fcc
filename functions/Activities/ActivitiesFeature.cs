using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Activities.Import;

namespace Pathway.Functions.Activities;

public static class ActivitiesFeature
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddSingleton<ActivityTable>()
        .AddSingleton<SpeakerRetention>()
        .AddSingleton<PlanningContextReader>()
        .AddSingleton<ActivityImport>();
}
