using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.DeadLetters;

public static class DeadLettersFeature
{
    public static IServiceCollection AddDeadLetters(this IServiceCollection services) => services
        .AddSingleton<DeadLetterTable>()
        .AddSingleton<QueueMessageRunner>();
}
