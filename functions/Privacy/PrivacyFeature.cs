using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Privacy.Erasure;
using Pathway.Functions.Privacy.Evidence;
using Pathway.Functions.Privacy.Learners;
using Pathway.Functions.Privacy.Retention;

namespace Pathway.Functions.Privacy;

public static class PrivacyFeature
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.AddOptions<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsAnnotations>();
        return services
            .AddSingleton<LearnerRights>()
            .AddSingleton<ErasureTable>()
            .AddSingleton<CollegeHoldings>()
            .AddSingleton<CollegeErasing>()
            .AddSingleton<IRetention, FactRetention>()
            .AddSingleton<IRetention, AliasRetention>()
            .AddSingleton<IRetention, DeliveryRetention>()
            .AddSingleton<IRetention, DeadLetterRetention>()
            .AddSingleton<IRetention, ClaimRetention>()
            .AddSingleton<IRetention, DigestRetention>()
            .AddSingleton<IRetention, AttendanceRetention>()
            .AddSingleton<IRetention, LetterRetention>()
            .AddSingleton<IRetention, MeetingRetention>()
            .AddSingleton<IRetention, AuditRetention>()
            .AddHostedService<KeyMark>()
            .AddSingleton<PurgeTable>()
            .AddSingleton<EvidenceReader>()
            .AddSingleton<Purge>();
    }
}
