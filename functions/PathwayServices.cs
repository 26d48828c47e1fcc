using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Activities;
using Pathway.Functions.Attendance;
using Pathway.Functions.Audit;
using Pathway.Functions.Backups;
using Pathway.Functions.Calendars;
using Pathway.Functions.Colleges;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Digests;
using Pathway.Functions.Engagement;
using Pathway.Functions.Graph;
using Pathway.Functions.Health;
using Pathway.Functions.Http;
using Pathway.Functions.Letters;
using Pathway.Functions.Pages;
using Pathway.Functions.Privacy;
using Pathway.Functions.Programme;
using Pathway.Functions.Reports;
using Pathway.Functions.Resources;
using Pathway.Functions.Storage;
using Pathway.Functions.Webhooks;

namespace Pathway.Functions;

public static class PathwayServices
{
    public static IServiceCollection AddPathway(this IServiceCollection services) => services
        .AddProgramme()
        .AddStorage()
        .AddGraph()
        .AddAudit()
        .AddHttp()
        .AddDeadLetters()
        .AddColleges()
        .AddActivities()
        .AddCalendars()
        .AddEngagement()
        .AddResources()
        .AddWebhooks()
        .AddAttendance()
        .AddDigests()
        .AddLetters()
        .AddReports()
        .AddPrivacy()
        .AddBackups()
        .AddHealth()
        .AddPages();
}
