using Pathway.Functions.Attendance.Sheets;
using Pathway.Functions.Calendars.Feed;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Http;
using Pathway.Functions.Resources.Links;
using Pathway.Functions.Webhooks.Check;
using static Pathway.Functions.OpenApi.ApiAnswer;

namespace Pathway.Functions.OpenApi;

/// <summary>The colleges, and what their people do.</summary>
internal static class CollegeCalls
{
    private const string Tag = "Colleges";

    private const string Leeds = """
        {
          "name": "UTC Leeds", "timeZone": "Europe/London", "contacts": ["head@utc-leeds.example.org"],
          "audience": ["staff@utc-leeds.example.org", { "address": "year-12@utc-leeds.example.org", "people": 140 }],
          "emailDomains": ["utc-leeds.example.org"], "allowedOrigins": ["mis.utc-leeds.example.org"], "learners": { "12": 140, "13": 96 }
        }
        """;

    private const string Sample = """
        {
          "headers": { "content-type": "application/cloudevents+json", "webhook-id": "msg_1" },
          "body": "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/mis\",\"type\":\"pathway.resource.viewed\",
        """ + """
        \"data\":{\"resource\":\"welcome\",\"learner\":\"jo@utc-leeds.example.org\"}}"
        }
        """;

    public static IReadOnlyDictionary<string, ApiCall> All { get; } = new Dictionary<string, ApiCall>(
        StringComparer.Ordinal)
    {
        [nameof(ManageCollegeFunction.PutCollege)] = new(Tag, ApiAccess.Manager, "A college joins, or is changed")
        {
            Query = [ApiQuery.IfMatch],
            Bodies = [ApiBody.Json<CollegeRequest>(Leeds, "name")],
            Answers = [Json<CollegeView>(), Json<CollegeView>("It joined; its secrets are shown this once.", 201)],
        },
        [nameof(ManageCollegeFunction.PatchCollege)] = new(
            Tag, ApiAccess.Manager, "Change what is named and leave the rest (JSON merge patch)")
        {
            Query = [ApiQuery.IfMatch],
            Bodies = [new(MergePatch.MediaType, typeof(CollegeRequest), """{ "learners": { "13": 98 }, "eventsPerMinute": 900 }""")],
            Answers = [Json<CollegeView>()],
        },
        [nameof(PreviewCollegeFunction.PreviewCollege)] = new(
            Tag, ApiAccess.Manager, "What putting it so would do: who is mailed about what lies ahead, and why")
        {
            Query = [new("leaves", "With true and without a body: what its leaving would do.") { Type = "boolean" }],
            Bodies = [ApiBody.Json<CollegeRequest>(Leeds, "name")],
            Answers = [Json<CollegeChangeView>("Nothing is kept.")],
        },
        [nameof(ManageCollegeFunction.GetCollege)] = new(
            Tag, ApiAccess.Reader, "A college")
        { Answers = [Json<CollegeView>()] },
        [nameof(ManageCollegeFunction.ListColleges)] = new(Tag, ApiAccess.Reader, "The colleges")
        {
            Query = [ApiQuery.After],
            Answers = [Json<Page<CollegeView>>("A page of them.")],
        },
        [nameof(ManageCollegeFunction.DeleteCollege)] = new(Tag, ApiAccess.Manager, "A college leaves")
        {
            Query =
            [
                ApiQuery.IfMatch,
                new("erase", "With true everything kept of it goes too; nothing brings it back.") { Type = "boolean" },
            ],
            Answers =
            [
                Nothing("It left."),
                Json("It left; the erasure's receipt is at Location.", 202),
            ],
        },
        [nameof(ManageCollegeFunction.RotateSecret)] = new(
            Tag, ApiAccess.Manager, "A new webhook secret and password; the old ones work for seven days")
        {
            Answers = [Json<RotatedSecret>("The new ones.")],
        },
        [nameof(TakeAttendanceSheetFunction.TakeAttendanceSheet)] = new(
            Tag, ApiAccess.Reader, "Who attended, as a spreadsheet (CSV, .xlsx) of activity, learner, minutes")
        {
            Query = [ApiQuery.DryRun],
            Bodies = [new("text/csv", null, "activity,learner,minutes\r\nopening-day,jo@utc-leeds.example.org,45\r\n")],
            Answers =
            [
                Json<AttendanceSheetView>("What would be counted."),
                Json<AttendanceSheetView>("The good lines will be counted; the others are named.", 202),
            ],
        },
        [nameof(ListDeliveriesFunction.ListDeliveries)] = new(
            Tag, ApiAccess.Reader, "The calls of a college's systems in the last 30 days, newest first")
        {
            Query = [ApiQuery.After, new("delivery", "The webhook-id of one call.")],
            Answers = [Json<Page<DeliveryView>>("A page of them.")],
        },
        [nameof(CheckSampleFunction.CheckSample)] = new(
            Tag, ApiAccess.Reader, "Go or no-go: what would become of a call. Nothing is kept")
        {
            Bodies = [new("application/json", null, Sample)],
            Answers = [Json<CheckedSample>("What passed, what failed and why.")],
        },
        [nameof(ManageFeedFunction.GetFeed)] = new(Tag, ApiAccess.Manager, "The address of the college's calendar feed")
        {
            Answers = [Json<FeedAddress>()],
        },
        [nameof(ManageFeedFunction.RotateFeed)] = new(
            Tag, ApiAccess.Manager, "A new address of the feed; the one before is dead")
        {
            Answers = [Json<FeedAddress>("The new one.")],
        },
        [nameof(ManageLinksFunction.RevokeLinks)] = new(
            Tag, ApiAccess.Manager, "End every resource link the college has")
        {
            Answers = [Nothing("They are dead.")],
        },
        [nameof(ServeFeedFunction.ServeFeed)] = new(Tag, ApiAccess.Address, "The college's calendar")
        {
            Query = [new("token", "As in the feed's address.")],
            Answers = [new(200, "The calendar.", null, "text/calendar"), Nothing("Not changed since.", 304)],
        },
    };
}
