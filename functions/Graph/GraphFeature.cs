using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

public static class GraphFeature
{
    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddOptions<GraphOptions>().BindConfiguration(GraphOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsAnnotations>();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsValidator>();
        services.AddHealthChecks().AddCheck<SendingHealth>(
            "mailbox",
            tags:
            [
                "What waits goes out at the next chance by itself; correct the addresses that came back, "
                    + "see GET /api/activities/{id}/invitations.",
            ]);
        services.AddSingleton(provider => new MailboxShares(
            provider.GetRequiredService<PathwayStorage>(),
            MailboxShare.NameOf(provider.GetRequiredService<IOptions<ProgrammeOptions>>()),
            provider.GetRequiredService<IOptions<GraphOptions>>().Value.Concurrency,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Mailboxes>();
        services.AddSingleton<MailboxRows>();
        services.AddSingleton<RequestOwners>();
        services.AddSingleton<SendingBudget>();
        services.AddSingleton<ProgrammeGraph>();
        return services;
    }
}
