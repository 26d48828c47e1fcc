using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pathway.Functions.Reports.Encounters;
using Pathway.Functions.Reports.Impact;

namespace Pathway.Functions.Reports;

public static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddOptions<ReportsOptions>().BindConfiguration(ReportsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReportsOptions>, ReportsOptionsAnnotations>();
        services.AddSingleton<IValidateOptions<ReportsOptions>, ReportsOptionsValidator>();
        return services
            .AddSingleton<ImpactReader>()
            .AddSingleton<EncounterReader>();
    }
}
