using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Pages.Activities;
using Pathway.Functions.Pages.Activities.Form;
using Pathway.Functions.Pages.Activities.Sheets;
using Pathway.Functions.Pages.Colleges;
using Pathway.Functions.Pages.Digests;
using Pathway.Functions.Pages.Engagement;
using Pathway.Functions.Pages.Home;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Pages.Problems;
using Pathway.Functions.Pages.Resources;

namespace Pathway.Functions.Pages;

public static class PagesFeature
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<FormTokens>()
        .AddSingleton<PageDoor>()
        .AddSingleton<ActivityDoor>()
        .AddSingleton<CollegeDoor>()
        .AddSingleton<ResourceDoor>()
        .AddSingleton<CollegePulseReader>()
        .AddSingleton<CollegeForms>()
        .AddSingleton<Handovers>()
        .AddSingleton<ActivityForms>()
        .AddSingleton<ActivityCheck>()
        .AddSingleton<ActivityListReader>()
        .AddSingleton<SealedSheet>()
        .AddSingleton<ResourceForms>()
        .AddSingleton<ResourcePages>()
        .AddSingleton<FileDesk>()
        .AddSingleton<FigureLines>()
        .AddSingleton<DigestsReader>()
        .AddSingleton<ProblemsReader>()
        .AddSingleton<NeedsReader>()
        .AddSingleton<HomeReader>();
}
