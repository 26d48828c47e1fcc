using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Timers;

internal sealed class TimerFunction(
    FunctionIdentity identity, TimerTrigger trigger, AppSettings settings, FunctionCall<TimerInfo> call)
    : BackgroundFunction<TimerInfo>(identity, settings.IsDisabled(identity.Name), call, ActivityKind.Internal)
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    public CrontabSchedule Schedule { get; } = Parse(identity, settings.Resolve(trigger.Schedule, identity.Name));

    public TimerTrigger Trigger { get; } = trigger;

    public override FunctionDescription Describe(Uri address) =>
        new(Name, TriggerKind.Timer, Schedule.ToString(), [], Disabled);

    private static CrontabSchedule Parse(FunctionIdentity identity, string schedule)
        => CrontabSchedule.TryParse(schedule, SixFields)
            ?? throw identity.Fault(
                $"'{schedule}' is not a schedule of six fields: second minute hour day month weekday.");
}
