using Azure;
using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>An activity and what the app keeps of it.</summary>
public sealed record Activity(ActivityId Id, ActivityDefinition Definition)
{
    /// <summary>Rises with each change of the definition or the state; the ETag of the management API.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Set when it was cancelled: the row stays, and with it what was recorded about it.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>What everybody invited is told with it; empty for none.</summary>
    public string CancelReason { get; init; } = "";

    /// <summary>When it last changed; the DTSTAMP of the feeds.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The dirty mark: from when on its invitations are to be brought in step; null when they are.</summary>
    public DateTimeOffset? SyncDue { get; init; }

    /// <summary>Its event is not in the calendar any more, and a person is to say whether that was meant.</summary>
    public bool IsMissing { get; init; }

    public ETag ETag { get; init; }

    public bool IsCancelled => CancelledAt is not null;

    /// <summary>Whether any of it still lies ahead, a milestone after the end included.</summary>
    public bool IsAhead(Instant now) =>
        Definition.EndsAt > now
            || Definition.Milestones.Any(milestone => WallClock.At(milestone.Date.PlusDays(1).AtMidnight(), Definition.Zone) > now);
}
