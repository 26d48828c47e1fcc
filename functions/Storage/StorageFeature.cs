using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Storage;

public static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().Configure<IConfiguration>(StorageOptions.Bind).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsAnnotations>();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddOptions<QueueNames>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<QueueNames>, QueueNamesValidator>();
        services.AddSingleton<PathwayStorage>();
        services.AddHostedService<CreateStorage>();
        return services;
    }
}
