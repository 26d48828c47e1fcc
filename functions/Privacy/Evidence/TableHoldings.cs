using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Evidence;

/// <summary>What rests in tables.</summary>
internal static class TableHoldings
{
    private const string Nobody = "nobody";
    private const string Staff = "staff, by their work address";
    private const string Hashed = "staff, as keyed hashes of their addresses";
    private const string Learners = "learners, by pseudonym alone";

    public static IEnumerable<Holding> All(PrivacyOptions options) =>
    [
        Table(
            StorageTable.Engagement,
            "facts, daily counters, the index that finds a learner's facts, enrolments, aliases, the delivery log",
            Learners,
            $"{Years(options.FactsYears)}; the delivery log {options.DeliveryDays} days",
            "Content Counter Learners At Address Minutes Rating Voided",
            "Events RatingSum Ratings",
            "Facts",
            "State YearGroup First",
            "Dialect Accepted New Repeated Conflicting Nameless Settled Done Part Dropped Refused Words Unproved"),
        Table(
            StorageTable.Colleges,
            "each college's name, contacts, audience, settings, its random salt, the versions of its secrets",
            Staff,
            "while the college takes part; erased with it",
            "Definition Version Salt Rotations FirstSecret FeedVersion LinkVersion CalendarDirty JoinedAt LeftAt WriteMark",
            "Erasure ErasureAt IsErased"),
        Table(
            StorageTable.Activities,
            "the catalogue of masterclasses, projects and competitions",
            "speakers, where they are named",
            "with the programme",
            "Definition Version ChangedAt CancelledAt CancelReason SyncDue IsMissing"),
        Table(
            StorageTable.Resources,
            "the catalogue of resources and their versions",
            Nobody,
            "with the programme",
            "Definition Versions CreatedAt Revision WithdrawnAt Edition"),
        Table(
            StorageTable.Invitations,
            "the ledger of calendar invitations: who is invited and what the calendar said, answers counted by college; how "
            + "Teams meetings are held; which letters were sent",
            Hashed,
            $"with its activity; returned mail 28 days; letters and meetings {Years(options.AttendanceYears)}",
            "Generation EventId JoinUrl Members Invited Details Intent IntentUntil GatherUntil IsMissing IsAdopted Written",
            "Guests UndecidedAt Rewriting Refused TriedVersion LastError Note IsStuck NextTry Failures",
            "Activity Key Colleges Reason At DeltaLink WindowStart IsWholeDue PulledAt Pending Fault Day ReadUntil",
            "Event Subject Start RunLength RunSince RunReason Id ExpiresAt Terms Sent Shares Mark",
            "Days Renewed QuietUntil Speakers Meeting Set Tried Drift EndsAt State IsOpen LeaseHolder LeaseUntil MessageId",
            "Mailbox EventsLeft LeftUntil Dates"),
        Table(
            StorageTable.Attendance,
            "which Teams attendance reports were read, and how many records belonged to no college",
            "the organiser, by directory id",
            Years(options.AttendanceYears),
            "Id RefusedSince Refusal Meeting Mailbox StartedAt Batches Queued Elsewhere WithoutAddress"),
        Table(
            StorageTable.DigestSlots,
            "which weekly digest was sent to how many",
            "whoever asked for one again, by their work address",
            Years(options.DigestsYears),
            "State LeaseMessage LeaseAttempt LeaseHolder LeaseUntil NextTry MessageId Mailbox Recipients SentAt Week",
            "Reason RequestedBy RequestedAt"),
        Table(
            StorageTable.DeadLetters,
            "work that failed five times, with its reason and its minimised content",
            Learners,
            $"until replayed or dismissed, {options.DeadLetterDays} days at most",
            "Reason Attempts At Body"),
        Table(
            StorageTable.Privacy,
            "receipts of erased colleges, the last purge, the mark of the root key",
            Nobody,
            "with the programme",
            "College At State DoneAt Found Took Complete Mark"),
        Table(
            StorageTable.Audit,
            "who changed what in the programme",
            Staff,
            Years(options.AuditYears),
            "At By Role What College Outcome Changes"),
    ];

    private static string Years(int years) => $"{years} academic years after its own";

    private static Holding Table(
        StorageTable table, string holds, string about, string kept, params ReadOnlySpan<string> columns) =>
        new("table", table.ToString(), holds, about, kept, Holdings.Words(columns));
}
