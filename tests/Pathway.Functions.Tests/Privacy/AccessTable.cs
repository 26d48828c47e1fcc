using static Pathway.Functions.Tests.Privacy.AccessRule;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// Who may call what: one line for every HTTP function, held against the running app by <see cref="AccessTests"/>.
/// </summary>
internal static class AccessTable
{
    public static readonly IReadOnlyList<AccessLine> Lines =
    [
        new("PutCollege", "PUT /api/colleges/utc-leeds", Managers),
        new("PatchCollege", "PATCH /api/colleges/utc-leeds", Managers),
        new("GetCollege", "GET /api/colleges/utc-leeds", OwnReaders),
        new("ListColleges", "GET /api/colleges", Readers),
        new("DeleteCollege", "DELETE /api/colleges/utc-spare", Managers),
        new("RotateSecret", "POST /api/colleges/utc-leeds/secret", Managers),
        new("ListDeliveries", "GET /api/colleges/utc-leeds/deliveries", OwnReaders),
        new("CheckSample", "POST /api/colleges/utc-leeds/check", OwnReaders),
        new("RevokeLinks", "DELETE /api/colleges/utc-leeds/links", Managers),
        new("GetFeed", "GET /api/colleges/utc-leeds/feed", Managers),
        new("RotateFeed", "POST /api/colleges/utc-leeds/feed", Managers),
        new("TakeAttendanceSheet", "POST /api/colleges/utc-leeds/attendance?dryRun=true", OwnReaders),

        new("PutActivity", "PUT /api/activities/stroke-day", Managers),
        new("PatchActivity", "PATCH /api/activities/stroke-day", Managers),
        new("GetActivity", "GET /api/activities/stroke-day", HiddenFromOthers),
        new("ListActivities", "GET /api/activities", Readers),
        new("CancelActivity", "DELETE /api/activities/spare-day", Managers),
        new("ImportActivities", "POST /api/activities/import?dryRun=true", Managers),
        new("PreviewActivity", "POST /api/activities/stroke-day/preview", Managers),
        new("ReadInvitations", "GET /api/activities/stroke-day/invitations", HiddenFromOthers),
        new("ReadAttendance", "GET /api/activities/stroke-day/attendance", Managers),
        new("ReadCalendar", "GET /api/calendar", Managers),
        new("ConfirmCancellations", "POST /api/calendar/confirm-cancellations", Managers),
        new("RestoreCancellations", "POST /api/calendar/restore-cancellations", Managers),

        new("ListResources", "GET /api/resources", Readers),
        new("ShowCatalogue", "GET /resources", Readers),
        new("GetResource", "GET /api/resources/{resource}", Readers),
        new("CreateResource", "POST /api/resources", Managers),
        new("PutResource", "PUT /api/resources/{resource}", Managers),
        new("WithdrawResource", "DELETE /api/resources/{resource}", Managers),
        new("CreateVersion", "POST /api/resources/{resource}/versions", Managers),
        new("CompleteVersion", "POST /api/resources/{resource}/versions/1/complete", Managers),
        new("PutContent", "PUT /api/resources/{resource}/versions/1/content", Managers),
        new("WithdrawVersion", "DELETE /api/resources/{resource}/versions/1", Managers),
        new("CreateLink", "POST /api/resources/{resource}/links", Managers),
        new("CheckResources", "GET /api/resources/check", Managers),
        new("OpenResource", "GET /resources/{resource}", SignedIn),

        new("ReadEngagement", "GET /api/engagement?college=utc-leeds", OwnReaders),
        new("ReadEncounters", "GET /api/reports/encounters.csv?college=utc-leeds", OwnReaders),
        new("ReadImpact", "GET /api/reports/impact", Managers),
        new("GetWeekOfDigests", "GET /api/digests/2026-W47", Managers),
        new("SendWeekOfDigests", "POST /api/digests/2026-W47", Managers),
        new("PreviewDigest", "GET /api/digests/2026-W47/utc-leeds", OwnReaders),
        new("ResendDigest", "POST /api/digests/2026-W47/utc-leeds/resend", Managers),

        new("ListDeadLetters", "GET /api/dead-letters", Managers),
        new("GetDeadLetter", "GET /api/dead-letters/{letter}", Managers),
        new("ReplayDeadLetters", "POST /api/dead-letters/replay", Managers),
        new("ReplayDeadLetter", "POST /api/dead-letters/{letter}/replay", Managers),
        new("DismissDeadLetter", "DELETE /api/dead-letters/{letter}", Managers),

        new("ExportLearner", "POST /api/learners/export", Managers),
        new("EraseLearner", "POST /api/learners/erase", Managers),
        new("ReadAudit", "GET /api/audit", Readers),
        new("ReadEvidence", "GET /api/privacy/evidence", Managers),
        new("ReadKeys", "GET /api/privacy/keys", Managers),
        new("ReadErasure", "GET /api/privacy/erasures/none", Managers),
        new("ReadRetention", "GET /api/privacy/retention?dryRun=true", Managers),

        new("ReceiveWebhook", "POST /api/webhooks/utc-leeds", Keyed),
        new("ExplainWebhook", "GET /api/webhooks/utc-leeds", Anyone),
        new("CheckOwnSample", "POST /api/webhooks/utc-leeds/check", Keyed),
        new("ListOwnDeliveries", "GET /api/webhooks/utc-leeds/deliveries", Keyed),
        new("NegotiateWebhook", "OPTIONS /api/webhooks/utc-leeds", Anyone),
        new("ReceiveStatements", "POST /api/xapi/utc-leeds/statements", Keyed),
        new("ExplainStatements", "GET /api/xapi/utc-leeds/statements", Anyone),
        new("ExplainXapi", "GET /api/xapi/utc-leeds", Anyone),
        new("AboutXapi", "GET /api/xapi/utc-leeds/about", Anyone),
        new("ReceiveCaliper", "POST /api/caliper/utc-leeds", Keyed),
        new("ExplainCaliper", "GET /api/caliper/utc-leeds", Anyone),
        new("ServeGuide", "GET /integrate", Anyone),
        new("ReadOpenApi", "GET /api/openapi.json", Anyone),
        new("ServeFeed", "GET /calendars/utc-leeds.ics?token=wrong", Keyed),
        new("GraphNotifications", "POST /api/graph/notifications", Anyone),
        new("GraphLifecycle", "POST /api/graph/lifecycle", Anyone),
        new("CheckHealth", "GET /api/health", Anyone),
    ];
}
