using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>One valid call of each page and of each form, as the manager's browser makes it.</summary>
internal sealed class PageCalls(AppUnderTest app, string resource)
{
    private static readonly (string Name, string Value)[] Activity =
    [
        ("kind", "masterclass"), ("title", "How an AI reads an X-ray"), ("start", "2026-12-09T14:00"),
        ("end", "2026-12-09T15:00"), ("online", "true"), ("audience", "all"), ("step", "check"),
    ];

    private static readonly (string Name, string Value)[] File =
        [("fileName", "ecg.pdf"), ("contentType", "application/pdf")];

    private static readonly (string Name, string Value)[] Described = [("title", "Another"), ("kind", "slides"), .. File];

    /// <summary>Null for a function that is no page.</summary>
    public HttpRequestMessage? Find(string function) => function switch
    {
        "ServeAsset" => Get(Asset.Stylesheet.Address),
        "ShowHome" => Get("/"),
        "ShowSignedOut" => Get("/signed-out"),
        "ShowActivities" => Get("/activities"),
        "ShowActivity" => Get("/activities/class"),
        "ShowActivityByAnyName" => Get("/activities/class/about"),
        "ShowMonth" => Get("/activities/month"),
        "NewActivityForm" => Get("/activities/new"),
        "PlanActivity" => Post("/activities/new", Activity),
        "EditActivityForm" => Get("/activities/class/edit"),
        "SaveActivity" => Post("/activities/class/edit", [.. Activity, ("version", "1")]),
        "AskToCancel" => Get("/activities/class/cancel"),
        "CancelOnPage" => Post("/activities/class/cancel", ("version", "1")),
        "NudgeOnPage" => Post("/activities/class/nudge"),
        "ShowSheetForm" => Get("/activities/class/attendance"),
        "SendSheetOnPage" => Post("/activities/class/attendance", ("college", "utc-leeds"), ("file", Attendance), ("step", "check")),
        "ImportForm" => Get("/activities/import"),
        "ImportOnPage" => Post("/activities/import", ("file", Term)),
        "ShowColleges" => Get("/colleges"),
        "ShowCollege" => Get("/colleges/utc-leeds"),
        "NewCollegeForm" => Get("/colleges/new"),
        "JoinCollege" => Post("/colleges/new", ("name", "UTC Hull"), ("id", "utc-hull")),
        "CheckSampleForm" => Get("/colleges/utc-leeds/check"),
        "CheckSampleOnPage" => Post("/colleges/utc-leeds/check", ("headers", "webhook-id: 1"), ("body", "{}")),
        "EditCollegeForm" => Get("/colleges/utc-leeds/edit"),
        "SaveCollege" => Post("/colleges/utc-leeds/edit", ("name", "UTC Leeds"), ("version", "1")),
        "RollSecret" => Post("/colleges/utc-leeds/secret"),
        "RollFeed" => Post("/colleges/utc-leeds/feed"),
        "SendTestEvent" => Post("/colleges/utc-leeds/test"),
        "AskToLeave" => Get("/colleges/utc-leeds/leave"),
        "LeaveProgramme" => Post("/colleges/utc-leeds/leave", ("version", "1")),
        "ShowResources" => Get("/resources"),
        "ShowResource" => Get($"/resources/{resource}/about"),
        "NewResourceForm" => Get("/resources/new"),
        "PublishResource" => Post("/resources/new", Described),
        "EditResourceForm" => Get($"/resources/{resource}/edit"),
        "DescribeResource" => Post($"/resources/{resource}/edit", [.. Described, ("version", "1")]),
        "AskToWithdraw" => Get($"/resources/{resource}/withdraw"),
        "WithdrawOnPage" => Post($"/resources/{resource}/withdraw", ("version", "1")),
        "ReplaceFile" => Post($"/resources/{resource}/versions", File),
        "CompleteFile" => Post($"/resources/{resource}/versions/1/complete"),
        "WithdrawVersionOnPage" => Post($"/resources/{resource}/versions/1/withdraw", ("version", "1")),
        "MakeLink" => Post($"/resources/{resource}/links", ("college", "utc-leeds"), ("expires", "2027-07-01")),
        "ShowEngagement" => Get("/engagement"),
        "ShowDigests" => Get("/digests"),
        "SendDigestsOnPage" => Post("/digests/send", ("week", "2026-W47")),
        "ResendOnPage" => Post("/digests/resend", ("week", "2026-W47"), ("college", "utc-leeds"), ("reason", "Lost.")),
        "ShowImpact" => Get("/reports/impact"),
        "ShowEncounters" => Get("/reports/encounters"),
        "ShowPrivacy" => Get("/privacy"),
        "ShowProblems" => Get("/problems"),
        "ReplayOnPage" => Post("/problems/replay", ("id", $"{app.Storage.QueueNames.Facts}~abc")),
        "DismissOnPage" => Post("/problems/dismiss", ("id", $"{app.Storage.QueueNames.Facts}~abc")),
        "DecideOnCalendar" => Post("/problems/calendar", ("decision", "restore")),
        _ => null,
    };

    private static string Term => Convert.ToBase64String(
        "kind,title,start,end\nmasterclass,One,2026-12-09 10:00,2026-12-09 11:00\n"u8);

    private static string Attendance => Convert.ToBase64String("activity,learner,minutes\nclass,1234,45\n"u8);

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private HttpRequestMessage Post(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(
            fields.Append((FormFields.Token, Token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
    };

    private string Token => app.Get<FormTokens>().Issue(new Caller(Manager, [Caller.ManagerRole]));

    private const string Manager = "manager@digital-health.example.org";
}
