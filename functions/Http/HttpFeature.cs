using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Http;

public static class HttpFeature
{
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.TryAddSingleton<OutgoingTransport>();
        return services
            .AddSingleton<HttpGuard>()
            .AddSingleton<CallerReader>();
    }
}
