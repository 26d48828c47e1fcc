using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Graph;

public static class GraphFeature
{
    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddOptions<GraphOptions>().BindConfiguration(GraphOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsAnnotations>();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsValidator>();
        services.AddSingleton<ProgrammeGraph>();
        return services;
    }
}
