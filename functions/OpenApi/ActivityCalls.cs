using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Import;
using Pathway.Functions.Attendance;
using Pathway.Functions.Calendars;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Http;
using Pathway.Functions.Letters;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>Masterclasses, projects and competitions.</summary>
internal static class ActivityCalls
{
    private const string Tag = "Activities";

    private const string Plan =
        "kind,title,employer,start,end,online\r\nmasterclass,Robots in surgery,CMR Surgical,2026-12-09T14:00,2026-12-09T15:00,yes\r\n";

    private const string Genomics = """
        {
          "kind": "masterclass", "title": "Genomics on a laptop",
          "description": "Read a genome as a clinical scientist does.", "employer": "Northern Trust",
          "start": "2026-12-02T10:00:00", "end": "2026-12-02T11:00:00", "timeZone": "Europe/London", "online": true, "audience": "all",
          "repeats": { "every": "week", "until": "2027-02-03", "except": ["2026-12-23", "2026-12-30"] },
          "purpose": "See how a hospital laboratory works", "outcomes": ["Name three jobs in a laboratory", "Say what a variant is"],
          "speakers": [
            { "name": "Dr Amara Nwosu", "email": "amara.nwosu@trust.example.org", "organisation": "Northern Trust" }
          ],
          "quietFor": 30
        }
        """;

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ManageActivityFunction.PutActivity)] = new(
            Tag, ApiAccess.Manager, "Put an activity in, or change it: every college gets its invitation")
        {
            Query = [ApiQuery.IfMatch],
            Bodies = [ApiBody.Json<ActivityRequest>(Genomics, "kind", "title", "start", "end")],
            Answers = [Json<ActivityView>(), Json<ActivityView>("It is new.", 201)],
        },
        [nameof(ManageActivityFunction.PatchActivity)] = new(
            Tag, ApiAccess.Manager, "Change what is named and leave the rest (JSON merge patch)")
        {
            Query = [ApiQuery.IfMatch],
            Bodies =
            [
                new(
                    MergePatch.MediaType,
                    typeof(ActivityRequest),
                    """{ "outcomes": ["Name three jobs in a laboratory"], "purpose": null }"""),
            ],
            Answers = [Json<ActivityView>()],
        },
        [nameof(PreviewActivityFunction.PreviewActivity)] = new(
            Tag, ApiAccess.Manager, "What putting it so would do: who is mailed, and what each college sees")
        {
            Bodies = [ApiBody.Json<ActivityRequest>(Genomics, "kind", "title", "start", "end")],
            Answers = [Json<PreviewView>("Nothing is kept.")],
        },
        [nameof(ManageActivityFunction.GetActivity)] = new(
            Tag, ApiAccess.Reader, "An activity")
        { Answers = [Json<ActivityView>()] },
        [nameof(ManageActivityFunction.ListActivities)] = new(Tag, ApiAccess.Reader, "The activities")
        {
            Query = [ApiQuery.After],
            Answers = [Json<Page<ActivityView>>("A page of them.")],
        },
        [nameof(ManageActivityFunction.CancelActivity)] = new(Tag, ApiAccess.Manager, "Cancel an activity")
        {
            Query = [ApiQuery.IfMatch, ApiQuery.Reason],
            Answers = [Nothing("It is cancelled.")],
        },
        [nameof(ImportActivitiesFunction.ImportActivities)] = new(
            Tag, ApiAccess.Manager, "A term's plan as a spreadsheet (CSV, .xlsx) or calendar: all of it or nothing")
        {
            Query = [ApiQuery.DryRun],
            Bodies = [new("text/csv", null, Plan), new("text/calendar", null, Calendar)],
            Answers = [Json<ImportView>("What became of each activity, in words.")],
        },
        [nameof(ReadInvitationsFunction.ReadInvitations)] = new(
            Tag, ApiAccess.Reader, "The invitations of an activity: wanted, actual, answered, and why they are not in step")
        {
            Answers = [Json<InvitationsView>("The ledger.")],
        },
        [nameof(NudgeActivityFunction.NudgeActivity)] = new(
            Tag, ApiAccess.Manager, "Ask the colleges of which nobody has answered; once a day at most")
        {
            Answers = [Json<NudgeView>("Whom it goes to.", 202)],
        },
        [nameof(ReadAttendanceFunction.ReadAttendance)] = new(
            Tag, ApiAccess.Manager, "What Teams reported of an activity's attendance, and who belonged to no college")
        {
            Answers = [Json("The counts; no person.")],
        },
        [nameof(ReadCalendarFunction.ReadCalendar)] = new(
            Tag, ApiAccess.Manager, "What waits in the calendar: deletions to decide, events set aside with their reason")
        {
            Answers = [Json("The lists.")],
        },
        [nameof(ConfirmCancellationsFunction.ConfirmCancellations)] = new(
            Tag, ApiAccess.Manager, "Yes, what was deleted in Outlook is to be cancelled")
        {
            Answers = [Json("What was cancelled.")],
        },
        [nameof(ConfirmCancellationsFunction.RestoreCancellations)] = new(
            Tag, ApiAccess.Manager, "No, what was deleted in Outlook is to come back")
        {
            Query = [new("anew", "true: make the events again, so that everybody is invited anew.")],
            Answers = [Json("What comes back.")],
        },
    };

    private static string Calendar => string.Join("\r\n",
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//plan//EN", "BEGIN:VEVENT", "UID:imaging-2026",
        "DTSTAMP:20261101T090000Z",
        "DTSTART:20261216T100000Z", "DTEND:20261216T110000Z", "SUMMARY:AI in imaging", "END:VEVENT", "END:VCALENDAR", "");
}
