namespace Pathway.GraphSimulator;

/// <summary>
/// How the simulator misbehaves. The defaults are what Microsoft documents; everything else was seen by somebody and is
/// not guaranteed. Percentages run from 0 to 100 and are drawn from <see cref="Seed"/>, one draw a Graph request.
/// </summary>
public sealed record SimulatorModes
{
    /// <summary>How many requests are answered 429.</summary>
    public double ThrottlePercent { get; init; }

    /// <summary>The <c>Retry-After</c> of a 429, 503 or 504 in seconds; null leaves the header out.</summary>
    public int? RetryAfterSeconds { get; init; } = 1;

    /// <summary>Mailboxes, by address, of which every request is answered 429.</summary>
    public IReadOnlyList<string> ThrottledMailboxes { get; init; } = [];

    /// <summary>How many requests are answered 503 or 504 before anything changed.</summary>
    public double ServerErrorPercent { get; init; }

    /// <summary>How many changes are kept while their connection breaks before the answer.</summary>
    public double DropAfterCommitPercent { get; init; }

    /// <summary>How many requests a mailbox takes in ten minutes; null is any number.</summary>
    public int? RequestsPerTenMinutes { get; init; } = 10_000;

    /// <summary>How long every answer takes.</summary>
    public int LatencyMs { get; init; }

    /// <summary>The 201 of a Teams event says there is no meeting; a later GET has it.</summary>
    public bool OnlineMeetingMissing { get; init; }

    /// <summary>Every delta token is answered 410 Gone.</summary>
    public bool DeltaGone { get; init; }

    /// <summary>Each page of a delta round comes after an empty one.</summary>
    public bool EmptyPages { get; init; }

    /// <summary>Each page of a delta round repeats the one before.</summary>
    public bool RepeatedPages { get; init; }

    /// <summary>The first delta page's link leads to itself for ever.</summary>
    public bool LoopingNextLink { get; init; }

    /// <summary>Every change notification is sent three times.</summary>
    public bool DuplicateNotifications { get; init; }

    /// <summary>No change notification is sent.</summary>
    public bool LoseNotifications { get; init; }

    /// <summary>A change of attendees alone mails every attendee.</summary>
    public bool AttendeeChangesMailEverybody { get; init; }

    /// <summary>The status of <c>ErrorDuplicateTransactionId</c>: 400 or 409.</summary>
    public int DuplicateTransactionStatus { get; init; } = 409;

    /// <summary><c>ErrorDuplicateTransactionId</c> carries <c>@event.existingEventId</c>.</summary>
    public bool DuplicateTransactionNamesEvent { get; init; } = true;

    /// <summary>A <c>transactionId</c> is not remembered: the same create twice makes two events.</summary>
    public bool ForgetTransactionIds { get; init; }

    /// <summary>A body that lost the Teams block gets a new meeting instead of none.</summary>
    public bool LostBlockMakesNewMeeting { get; init; }

    /// <summary>How long a sent message is in neither Drafts nor Sent Items.</summary>
    public int SentItemsLagSeconds { get; init; }

    /// <summary>Attendance is refused for want of an application access policy.</summary>
    public bool NoAccessPolicy { get; init; }

    /// <summary>Addresses that are refused, besides everything at <c>invalid.example</c>.</summary>
    public IReadOnlyList<string> RejectAddresses { get; init; } = [];

    /// <summary>The refusal names the addresses; else it says only that there is one.</summary>
    public bool NameRejectedAddresses { get; init; }

    /// <summary>Whoever joins a meeting does so as a presenter, as where everyone may present.</summary>
    public bool AttendeesArePresenters { get; init; }

    /// <summary>Attendance records name nobody's address.</summary>
    public bool AttendanceWithoutEmail { get; init; }

    /// <summary>An immutable id goes on answering from Deleted Items; deleting again is refused with 403.</summary>
    public bool DeletedStillAnswers { get; init; }

    /// <summary>How many changes of an event without <c>If-Match</c> are answered 412.</summary>
    public double ConflictPercent { get; init; }

    /// <summary>A subject of more than 255 characters is cut.</summary>
    public bool TruncateSubject { get; init; }

    /// <summary>Comments, ids and unknown attributes go from bodies.</summary>
    public bool StripBodyMarks { get; init; }

    /// <summary>A second subscription for the same resource and change type is answered 409.</summary>
    public bool DuplicateSubscriptions { get; init; }

    /// <summary>How many recipients a mailbox reaches in 24 hours, what is over comes back; null is any number.</summary>
    public int? RecipientsPerDay { get; init; }

    /// <summary>How many messages a mailbox sends in a minute, what is over comes back; null is any number.</summary>
    public int? MessagesPerMinute { get; init; }

    /// <summary>Sending a message over these limits is answered 429 instead of taken and returned.</summary>
    public bool SendingLimitsThrottle { get; init; }

    /// <summary>Addresses that are taken, and come back as undeliverable.</summary>
    public IReadOnlyList<string> Bounces { get; init; } = [];

    /// <summary>Nothing can be moved back out of Deleted Items.</summary>
    public bool MoveBackRefused { get; init; }

    /// <summary>A meeting's options cannot be changed for want of the permission.</summary>
    public bool MeetingsReadOnly { get; init; }

    /// <summary>Reading a user is refused for want of the permission.</summary>
    public bool NoDirectoryPermission { get; init; }

    /// <summary>Delta says nothing of an occurrence that was cancelled singly.</summary>
    public bool CancelledOccurrencesUntold { get; init; }

    /// <summary>The most that a page of any list holds; null is as asked for.</summary>
    public int? LargestPage { get; init; }

    /// <summary>The start of the draws; setting the modes starts them again.</summary>
    public int Seed { get; init; }

    /// <summary>What is out of range, in words; null when all is well.</summary>
    internal string? Fault() => this switch
    {
        { ThrottlePercent: < 0 or > 100 }
            or { ServerErrorPercent: < 0 or > 100 }
            or { DropAfterCommitPercent: < 0 or > 100 }
            or { ConflictPercent: < 0 or > 100 } =>
            "a percentage runs from 0 to 100",
        { LatencyMs: < 0 } or { RetryAfterSeconds: < 0 } or { SentItemsLagSeconds: < 0 } or { RequestsPerTenMinutes: < 0 } =>
            "a duration or a number is not negative",
        { DuplicateTransactionStatus: not (400 or 409) } => "duplicateTransactionStatus is 400 or 409",
        { RecipientsPerDay: < 0 } or { MessagesPerMinute: < 0 } => "a limit is not negative",
        { LargestPage: < 1 } => "largestPage is at least 1",
        { RejectAddresses: null } or { Bounces: null } or { ThrottledMailboxes: null } =>
            "rejectAddresses, bounces and throttledMailboxes are lists",
        _ => null,
    };
}
