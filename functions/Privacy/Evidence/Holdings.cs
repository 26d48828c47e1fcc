using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Evidence;

/// <summary>Everything the app keeps or passes on, field by field, and for how long.</summary>
public static class Holdings
{
    // Backups know of privacy, and not the other way round: a test holds the two together.
    public const int BackupDays = 30;

    private const string Nobody = "nobody";
    private const string Learners = "learners, by pseudonym alone";

    public static IReadOnlyList<Holding> All(PrivacyOptions options) =>
    [
        .. TableHoldings.All(options),
        Queue(
            nameof(QueueNames.Facts),
            "minimised facts on their way from the edge to the table",
            Learners,
            "college delivery dialect at dropped facts key verb kind object whole voids learners arrival minutes rating",
            "enrolment aliases yearGroup claim trace"),
        Queue(
            nameof(QueueNames.CalendarSync), "which activity or college to bring in step", Nobody, "activity college trace"),
        Queue(nameof(QueueNames.CalendarPull), "that a mailbox's calendar changed, and nothing of what", Nobody),
        Queue(
            nameof(QueueNames.Digests), "which week's digests to send", Nobody, "week slots until putOff putOffSince trace"),
        Queue(nameof(QueueNames.ResourceIngest), "which uploaded file to check", Nobody, "resource version trace"),
        Blob(StorageContainer.Claims, "the minimised facts of a delivery too large for a message", Learners,
            $"until recorded; orphans {ClaimPurge.Age.TotalDays} days"),
        Blob(StorageContainer.Digests, "the weekly mails as they were sent: figures of a college", Nobody,
            $"{options.DigestsYears} academic years after their own"),
        Blob(
            StorageContainer.Backups,
            "every table as it was in the night, the colleges' salts too",
            "as in the tables",
            $"{BackupDays} days, and as long as the account keeps what was deleted"),
        Blob(StorageContainer.Uploads, "files that wait to be checked", "whoever a file is about", "until checked"),
        Blob(StorageContainer.Resources, "published files", "whoever a file is about", "while published"),
        new(
            "log",
            "Application Insights",
            "what happened: colleges, activities, weeks, counts and reasons; never a person, a value sent, or a secret",
            Nobody,
            "as long as the workspace keeps its logs",
            Words(
            [
                "Abandoned Activity Ahead Aliases All Attempts Code College Colleges Conflicting Count Counters Delay",
                "Deleted Dialect DryRun Elsewhere Facts Fault Files Id Intent Key Kind New Nobody Parts Queue Reason",
                "Refusal Repeated Resource Resumed Sent Setting Status Step Subject Transactions Unsettled Uploads",
                "Version Week",
            ])),
        new(
            "metric",
            "Pathway",
            "the app's own meter and traces: counts, times, ids of activities and messages; nobody's",
            Nobody,
            "as long as the workspace keeps them",
            Words(
            [
                "pathway.deliveries.accepted pathway.deliveries.refused pathway.fields.dropped pathway.facts",
                "pathway.queue.wait pathway.queue.age pathway.calendar.sync.lag pathway.calendar.age pathway.mails",
                "pathway.digests pathway.dialect pathway.reason pathway.outcome pathway.attempt pathway.activity",
                "pathway.activity.version pathway.shard pathway.college pathway.facts.new pathway.facts.repeated",
                "pathway.facts.conflicting messaging.process.duration messaging.destination.name messaging.message.id",
                "messaging.system messaging.operation.name messaging.operation.type error.type",
                "http.request.method http.response.status_code http.client.request.duration server.address server.port",
                "url.template db.collection.name db.operation.batch.size",
            ])),
    ];

    internal static IReadOnlyList<string> Words(ReadOnlySpan<string> lines) =>
    [
        .. string.Join(' ', lines.ToArray()).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal),
    ];

    private static Holding Queue(string name, string holds, string about, params ReadOnlySpan<string> fields) =>
        new("queue", name, holds, about, "until worked off, or a dead letter after five tries", Words(fields));

    private static Holding Blob(StorageContainer container, string holds, string about, string kept) =>
        new("blob", container.ToString(), holds, about, kept, []);
}
