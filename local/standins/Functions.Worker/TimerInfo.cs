namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the timer trigger knows of its schedule.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when this run makes good for one or more occurrences missed while the app was down.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>Times in UTC.</summary>
public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
