namespace Pathway.LocalHost.Timers;

/// <summary>What a timer trigger says.</summary>
/// <param name="Schedule">Six fields, or <c>%Setting%</c>.</param>
/// <param name="UseMonitor">Its status is kept, so that what was missed is known.</param>
/// <param name="RunOnStartup">It runs when the host starts, too.</param>
internal sealed record TimerTrigger(string Schedule, bool UseMonitor, bool RunOnStartup);
