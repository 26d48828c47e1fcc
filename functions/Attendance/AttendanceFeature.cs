using Microsoft.Extensions.DependencyInjection;
using Pathway.Functions.Attendance.Sheets;

namespace Pathway.Functions.Attendance;

public static class AttendanceFeature
{
    public static IServiceCollection AddAttendance(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<AttendanceHealth>(
                "attendance", tags: ["A Teams administrator runs the two commands that stand in the detail."]);
        return services
            .AddSingleton<TeamsMeetings>()
            .AddSingleton<AttendanceTable>()
            .AddSingleton<AttendanceCollection>()
            .AddSingleton<AttendanceSheets>()
            .AddSingleton<SheetIntake>();
    }
}
