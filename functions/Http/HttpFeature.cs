using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pathway.Functions.Http.Requests;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Http;

public static class HttpFeature
{
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.TryAddSingleton<OutgoingTransport>();
        return services
            .AddSingleton<IFunctionMetadataTransformer, HeadAsGet>()
            .AddSingleton<HttpGuard>()
            .AddSingleton<CallerReader>();
    }
}
