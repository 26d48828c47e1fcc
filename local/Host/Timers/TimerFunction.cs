using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Timers;

internal sealed class TimerFunction(FunctionMethod method, TimerTriggerAttribute trigger, AppSettings settings)
    : BackgroundFunction<TimerInfo>(
        method,
        settings.IsDisabled(method.Name),
        FunctionCompiler.Compile<TimerInfo>(method, static (parameter, timer) => parameter.ParameterType == typeof(TimerInfo) ? timer : null),
        ActivityKind.Internal)
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    public CrontabSchedule Schedule { get; } = Parse(method, settings.Resolve(trigger.Schedule, method.Name));

    public bool UseMonitor { get; } = trigger.UseMonitor;

    public bool RunOnStartup { get; } = trigger.RunOnStartup;

    public override FunctionDescription Describe(Uri address) => new(Name, TriggerKind.Timer, Schedule.ToString(), [], Disabled);

    private static CrontabSchedule Parse(FunctionMethod method, string schedule)
        => CrontabSchedule.TryParse(schedule, SixFields)
            ?? throw method.Fault($"'{schedule}' is not a schedule of six fields: second minute hour day month weekday.");
}
