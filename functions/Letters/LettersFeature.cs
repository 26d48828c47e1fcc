using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Letters;

public static class LettersFeature
{
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddOptions<LettersOptions>().BindConfiguration(LettersOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LettersOptions>, LettersOptionsValidator>();
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
