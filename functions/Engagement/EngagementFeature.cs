using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Engagement;

public static class EngagementFeature
{
    public static IServiceCollection AddEngagement(this IServiceCollection services) => services
        .AddSingleton<FactQueue>()
        .AddSingleton<FactsBacklogReader>()
        .AddSingleton<FiguresReader>()
        .AddSingleton<YearGroupReader>()
        .AddSingleton<CounterReader>()
        .AddSingleton<INamedObjects, ActivityNames>()
        .AddSingleton<ObjectNames>()
        .AddSingleton<OpenPartitions>()
        .AddSingleton<FactRecorder>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton<ClaimPurge>();
}
