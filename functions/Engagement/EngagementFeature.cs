using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Learners;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement;

public static class EngagementFeature
{
    public static IServiceCollection AddEngagement(this IServiceCollection services) => services
        .AddSingleton<AddressNames>()
        .AddSingleton<FactQueue>()
        .AddSingleton<FactsBacklogReader>()
        .AddSingleton<FiguresReader>()
        .AddSingleton<YearGroupReader>()
        .AddSingleton<CounterReader>()
        .AddSingleton<TableFigures>()
        .AddSingleton<ProgrammeReadings>()
        .AddSingleton<INamedObjects, ActivityNames>()
        .AddSingleton<ObjectNames>()
        .AddSingleton<CounterCache>()
        .AddSingleton<FactRecorder>()
        .AddSingleton<LearnerRecords>()
        .AddSingleton<LearnerLetters>()
        .AddSingleton<DeliveryLogReader>()
        .AddSingleton<DroppedFieldsReader>()
        .AddSingleton<ClaimPurge>();
}
