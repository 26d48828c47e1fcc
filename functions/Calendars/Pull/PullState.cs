using Azure;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>How far a mailbox's calendar has been followed.</summary>
public sealed record PullState(Mailbox Mailbox)
{
    /// <summary>Where the next round goes on; null when it starts from nothing.</summary>
    public string? DeltaLink { get; init; }

    /// <summary>The window's beginning; Graph keeps a window for as long as its link is followed.</summary>
    public DateTimeOffset WindowStart { get; init; }

    /// <summary>Whether the last round over everything met somebody at work and has to be made again.</summary>
    public bool IsWholeDue { get; init; }

    /// <summary>When a round last came to its end.</summary>
    public DateTimeOffset? PulledAt { get; init; }

    /// <summary>
    /// Activities whose event was deleted in Outlook, too many at once to believe it; they wait for a person.
    /// </summary>
    public IReadOnlyList<ActivityId> Pending { get; init; } = [];

    /// <summary>What went wrong in the last round, in words.</summary>
    public string? Fault { get; init; }

    /// <summary>Of a mailbox that was taken off the list: how many events ahead it still holds.</summary>
    public int EventsLeft { get; init; }

    /// <summary>And when the last of them is over.</summary>
    public DateTimeOffset? LeftUntil { get; init; }

    public ETag ETag { get; init; }
}
