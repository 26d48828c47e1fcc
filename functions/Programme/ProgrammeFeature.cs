using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Programme;

public static class ProgrammeFeature
{
    public static IServiceCollection AddProgramme(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LondonClock>();
        services.AddOptions<ProgrammeOptions>().BindConfiguration(ProgrammeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProgrammeOptions>, ProgrammeOptionsValidator>();
        services.AddSingleton<IValidateOptions<ProgrammeOptions>, LegalHoldsValidator>();
        services.AddSingleton<LegalHolds>();
        services.AddOptions<TermsOptions>().BindConfiguration(TermsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TermsOptions>, TermsOptionsValidator>();
        services.AddSingleton<AcademicTerms>();
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsValidator>();
        services.AddSingleton(provider => KeyringOf(provider.GetRequiredService<IOptions<KeyOptions>>().Value));
        return services;
    }

    private static Keyring KeyringOf(KeyOptions keys) => new(
        Convert.FromBase64String(keys.Root),
        keys.Previous.Length == 0 ? null : Convert.FromBase64String(keys.Previous),
        keys.Kept);
}
