using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests;

/// <summary>
/// One mail of one week: a college's digest, or the programme's where <see cref="College"/> is null; <see cref="Resend"/> counts the
/// times somebody asked for it again.
/// </summary>
public sealed record SlotKey(IsoWeek Week, CollegeId? College, int Resend = 0)
{
    /// <summary>Stands where a college's id stands; no college can have it.</summary>
    public const string Programme = "programme";

    /// <summary>The college's id or <see cref="Programme"/>.</summary>
    public string Subject => College?.ToString() ?? Programme;

    /// <summary>The row in the week's partition: <c>utc-leeds</c>, or <c>utc-leeds~2</c> for the second resend.</summary>
    public string Row => Resend == 0 ? Subject : $"{Subject}~{Resend.ToString(CultureInfo.InvariantCulture)}";

    public static bool TryParse(IsoWeek week, string? row, out SlotKey key)
    {
        key = new SlotKey(week, null);
        var parts = (row ?? "").Split('~');
        var resend = 0;
        if (parts.Length > 2 || (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out resend) || resend < 1)))
            return false;
        if (parts[0] == Programme)
            key = new SlotKey(week, null, resend);
        else if (CollegeId.TryParse(parts[0], out var college))
            key = new SlotKey(week, college, resend);
        else
            return false;
        return true;
    }

    /// <summary><c>2026-W47/utc-leeds</c>: what a draft carries so that it is found again.</summary>
    public override string ToString() => $"{Week}/{Row}";
}

/// <summary>How far a slot has come.</summary>
public enum SlotState
{
    /// <summary>Asked for; nobody is at it.</summary>
    Waiting,

    /// <summary>Somebody is at it until the lease ends; there may be a draft.</summary>
    Claimed,

    /// <summary>A draft is in the mailbox and its id is known; it may have been sent.</summary>
    Drafted,

    Sent,

    /// <summary>There was nobody to send it to.</summary>
    Nobody,
}

/// <summary>A slot as table DigestSlots holds it: partition the week, row the college.</summary>
public sealed record DigestSlot(SlotKey Key, SlotState State)
{
    /// <summary>The queue message and the try that hold the lease.</summary>
    public DigestLease? Lease { get; init; }

    /// <summary>Immutable id of the message in the programme's mailbox; it survives sending.</summary>
    public string? MessageId { get; init; }

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
        State == other.State && MessageId == other.MessageId && Lease?.Holder == other.Lease?.Holder && Request == other.Request;
}

/// <summary>
/// Who works on a slot, and until when nobody else may: a queue message, the how manieth try of it, and a random name for this run,
/// by which it knows its own write again.
/// </summary>
public sealed record DigestLease(string Message, long Attempt, string Holder, DateTimeOffset Until)
{
    /// <summary>Longer than the queue would take to give up a run that died, shorter than anybody would wait.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    public static DigestLease For(string message, long attempt, DateTimeOffset now) =>
        new(message, attempt, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)), now + Length);

    /// <summary>
    /// Whether <paramref name="other"/> may take over at <paramref name="now"/>: the lease has run out, or the queue gave the same
    /// message out again, which it does only after the earlier try was given up.
    /// </summary>
    public bool GivesWayTo(DigestLease other, DateTimeOffset now) =>
        Holder == other.Holder || Until <= now || (Message == other.Message && other.Attempt > Attempt);
}

/// <summary>A resend with its reason, kept for good.</summary>
public sealed record ResendRequest(string Reason, string By, DateTimeOffset At);
