namespace Pathway.LocalHost;

public enum TriggerKind
{
    Http,
    Queue,
    Timer,
}

/// <summary>One line of the listing at start.</summary>
/// <param name="Name">Unique in the app.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="Trigger">The URL template, the queue's name or the schedule.</param>
/// <param name="Methods">The HTTP methods it answers; empty: all of them, or not HTTP.</param>
/// <param name="Disabled">By the setting <c>AzureWebJobs.&lt;Name&gt;.Disabled</c>.</param>
public sealed record FunctionDescription(
    string Name, TriggerKind Kind, string Trigger, IReadOnlyList<string> Methods, bool Disabled)
{
    public override string ToString()
    {
        var trigger = Kind switch
        {
            TriggerKind.Http => $"[{(Methods.Count == 0 ? "any" : string.Join(',', Methods))}] {Trigger}",
            TriggerKind.Queue => $"queue {Trigger}",
            _ => $"timer {Trigger}",
        };
        return Disabled ? $"{Name}: {trigger} (disabled)" : $"{Name}: {trigger}";
    }
}
