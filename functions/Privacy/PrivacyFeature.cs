using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Privacy.Learners;

namespace Pathway.Functions.Privacy;

public static class PrivacyFeature
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<LearnerRights>();
}
