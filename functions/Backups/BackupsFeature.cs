using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Backups;

public static class BackupsFeature
{
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<BackupHealth>(
            "backup",
            tags: ["POST /api/admin/backup, look at GET /api/admin/backups ten minutes later; then at the log of KeepBackups."]);
        return services
            .AddSingleton<BackupStore>()
            .AddSingleton<BackupRun>()
            .AddSingleton<BackupCheck>()
            .AddSingleton<RestoreRun>()
            .AddSingleton<BackupKeeping>();
    }
}
