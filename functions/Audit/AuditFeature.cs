using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Audit;

public static class AuditFeature
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditTable>()
        .AddSingleton<AuditTrail>();
}
