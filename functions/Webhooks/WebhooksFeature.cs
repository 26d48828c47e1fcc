using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Webhooks.Caliper;
using Pathway.Functions.Webhooks.Check;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Guide;
using Pathway.Functions.Webhooks.Intake;
using Pathway.Functions.Webhooks.Xapi;

namespace Pathway.Functions.Webhooks;

public static class WebhooksFeature
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<RefusalLog>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalLog>());
        return services
            .AddSingleton<CollegeQuota>()
            .AddSingleton<SenderAuthentication>()
            .AddSingleton<WebhookReceiver>()
            .AddSingleton<Handshake>()
            .AddSingleton<CloudEventDialect>()
            .AddSingleton<XapiDialect>()
            .AddSingleton<CaliperDialect>()
            .AddSingleton<GuideText>()
            .AddSingleton<TechnicianAccess>()
            .AddSingleton<CollegeObjects>()
            .AddSingleton<SampleCheck>()
            .AddSingleton<TestEvent>();
    }
}
