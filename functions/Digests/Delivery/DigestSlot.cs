using Azure;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>A slot as table DigestSlots holds it: partition the week, row the college.</summary>
public sealed record DigestSlot(SlotKey Key, SlotState State)
{
    /// <summary>The queue message and the try that hold the lease.</summary>
    public DigestLease? Lease { get; init; }

    /// <summary>In which mailbox its message is or is being made, whatever mailboxes are set since; null before there is any.</summary>
    public Mailbox? Mailbox { get; init; }

    /// <summary>Immutable id of the message in that mailbox; it survives sending.</summary>
    public string? MessageId { get; init; }

    /// <summary>How many people the message is for.</summary>
    public int Recipients { get; init; } = 1;

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What the college's week came to, for the programme's digest.</summary>
    public CollegeWeek? Week { get; init; }

    /// <summary>Why it was asked for again, and by whom.</summary>
    public ResendRequest? Request { get; init; }

    /// <summary>When the queue brings it again after it was put off; the timer need not ask for it before.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Empty for a slot that has no row yet.</summary>
    public ETag ETag { get; init; }

    public bool IsNew => ETag == default;

    public bool IsDone => State is SlotState.Sent or SlotState.Nobody;

    /// <summary>Whether the row is the one this run wrote, whatever ETag it has now.</summary>
    public bool IsSameWriteAs(DigestSlot other) =>
        State == other.State
            && MessageId == other.MessageId
            && Lease?.Holder == other.Lease?.Holder
            && Request == other.Request;
}
