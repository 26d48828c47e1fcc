using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Colleges;

public static class CollegesFeature
{
    public static IServiceCollection AddColleges(this IServiceCollection services) => services
        .AddSingleton<CalendarSyncQueue>()
        .AddSingleton<CollegeTable>()
        .AddSingleton<MailDomains>()
        .AddSingleton<CollegeAccess>()
        .AddSingleton<CollegeDirectory>()
        .AddSingleton<ReadableColleges>();
}
