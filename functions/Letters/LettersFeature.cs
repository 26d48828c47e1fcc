using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Letters;

public static class LettersFeature
{
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddOptions<LettersOptions>().BindConfiguration(LettersOptions.Section);
        return services
            .AddSingleton<LetterTable>()
            .AddSingleton<LetterDelivery>()
            .AddSingleton<SpeakerWriter>()
            .AddSingleton<UnansweredColleges>()
            .AddSingleton<NudgeWriter>()
            .AddSingleton<Nudges>()
            .AddSingleton<LetterRound>();
    }
}
