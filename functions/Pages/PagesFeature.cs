using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Pages.Activities;
using Pathway.Functions.Pages.Colleges;
using Pathway.Functions.Pages.Home;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages;

public static class PagesFeature
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<FormTokens>()
        .AddSingleton<PageDoor>()
        .AddSingleton<CollegePulseReader>()
        .AddSingleton<CollegeForms>()
        .AddSingleton<ActivityForms>()
        .AddSingleton<ActivityListReader>()
        .AddSingleton<NeedsReader>()
        .AddSingleton<HomeReader>();
}
