using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>
/// One valid call of each HTTP function: a function that is missing here fails the tests that go through all of them.
/// </summary>
internal sealed class FunctionCalls
{
    private readonly AppUnderTest app;
    private readonly CollegeSystem college;
    private readonly string feed;
    private readonly string link;
    private readonly string resource;
    private readonly PageCalls pages;

    private FunctionCalls(AppUnderTest app, CollegeSystem college, string feed, string link, string resource)
    {
        (this.app, this.college, this.feed, this.link, this.resource) = (app, college, feed, link, resource);
        pages = new PageCalls(app, resource);
    }

    /// <summary>Every HTTP function of the app, by its name.</summary>
    public static IReadOnlyDictionary<string, HttpTriggerAttribute> All { get; } = typeof(PathwayServices).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Select(
            method => (Name: method.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: method.GetParameters().FirstOrDefault()?.GetCustomAttribute<HttpTriggerAttribute>()))
        .Where(function => function.Name is not null && function.Trigger is not null)
        .ToDictionary(function => function.Name!, function => function.Trigger!, StringComparer.Ordinal);

    /// <summary>
    /// A programme in which each call finds what it is about; the copies in memory are old enough to be read anew.
    /// </summary>
    public static async Task<FunctionCalls> PrepareAsync(AppUnderTest app)
    {
        var joined = await app.JoinAsync("utc-leeds");
        var sender = new CollegeSystem(app, "utc-leeds", joined);
        await app.PutOnceAsync("class", CalendarDriver.Masterclass());
        var published = await app.PublishAsync();
        var opening = await app.LinkAsync(published, "utc-leeds");
        app.Time.AdjustTime(app.Time.GetUtcNow().AddHours(1));
        return new FunctionCalls(
            app, sender, new Uri(joined.GetProperty("feedUrl").GetString()!).PathAndQuery, opening, published);
    }

    public async Task<HttpResponseMessage> SendAsync(string function, CancellationToken cancellationToken)
    {
        using var request = Request(function);
        return await app.Manager.SendAsync(request, cancellationToken);
    }

    /// <exception cref="KeyNotFoundException">Nobody has said how this function is called.</exception>
    public HttpRequestMessage Request(string function) => function switch
    {
        "ReceiveWebhook" => college.Request(CollegeSystem.Body(CollegeSystem.Viewed("1")), CollegeSystem.Batch),
        "NegotiateWebhook" =>
            With(new(HttpMethod.Options, "/api/webhooks/utc-leeds"), "WebHook-Request-Origin", "utc-leeds.example.org"),
        "ReceiveStatements" =>
            With(
                WithPassword(Post("/api/xapi/utc-leeds/statements", XapiTests.Statement(null)), "Basic"),
                "X-Experience-API-Version",
                "1.0.3"),
        "AboutXapi" => Get("/api/xapi/utc-leeds/about"),
        "ReceiveCaliper" =>
            WithPassword(
                Post("/api/caliper/utc-leeds", CaliperTests.Envelope(CaliperTests.Event(1, "ViewEvent", "Viewed"))),
                "Bearer"),
        "ExplainWebhook" => Get("/api/webhooks/utc-leeds"),
        "ExplainXapi" => Get("/api/xapi/utc-leeds"),
        "ExplainStatements" => Get("/api/xapi/utc-leeds/statements"),
        "ExplainCaliper" => Get("/api/caliper/utc-leeds"),
        "ServeGuide" => Get("/integrate"),
        "CheckOwnSample" => WithPassword(Post("/api/webhooks/utc-leeds/check", """{"headers":{},"body":""}"""), "Basic"),
        "ListOwnDeliveries" => WithPassword(Get("/api/webhooks/utc-leeds/deliveries"), "Basic"),
        "ReadAttendance" => Get("/api/activities/class/attendance"),
        "ReadCalendar" => Get("/api/calendar"),
        "GraphNotifications" => Post("/api/graph/notifications", """{"value":[]}"""),
        "GraphLifecycle" => Post("/api/graph/lifecycle", """{"value":[]}"""),
        "ServeFeed" => Get(feed),
        "OpenResource" => Get(link),
        "CheckHealth" => Get("/api/health"),
        "PutCollege" => Json(HttpMethod.Put, "/api/colleges/utc-york", new { name = "UTC York" }),
        "PreviewCollege" => Json(HttpMethod.Post, "/api/colleges/utc-leeds/preview", new { name = "UTC Leeds" }),
        "PatchCollege" => Json(HttpMethod.Patch, "/api/colleges/utc-leeds", new { eventsPerMinute = 900 }),
        "GetCollege" => Get("/api/colleges/utc-leeds"),
        "ListColleges" => Get("/api/colleges"),
        "DeleteCollege" => new(HttpMethod.Delete, "/api/colleges/utc-leeds"),
        "RotateSecret" => new(HttpMethod.Post, "/api/colleges/utc-leeds/secret"),
        "GetFeed" => Get("/api/colleges/utc-leeds/feed"),
        "RotateFeed" => new(HttpMethod.Post, "/api/colleges/utc-leeds/feed"),
        "RevokeLinks" => new(HttpMethod.Delete, "/api/colleges/utc-leeds/links"),
        "CheckSample" => Post("/api/colleges/utc-leeds/check", """{"headers":{},"body":""}"""),
        "TakeAttendanceSheet" =>
            Typed(
                Post("/api/colleges/utc-leeds/attendance?dryRun=true", "activity,learner,minutes\nclass,1,45\n"),
                "text/csv"),
        "ReadOpenApi" => Get("/api/openapi.json"),
        "ListDeliveries" => Get("/api/colleges/utc-leeds/deliveries"),
        "PutActivity" => Json(HttpMethod.Put, "/api/activities/class", CalendarDriver.Masterclass()),
        "PreviewActivity" => Json(HttpMethod.Post, "/api/activities/class/preview", CalendarDriver.Masterclass()),
        "PatchActivity" => Json(HttpMethod.Patch, "/api/activities/class", new { purpose = "See a hospital at work" }),
        "GetActivity" => Get("/api/activities/class"),
        "ListActivities" => Get("/api/activities"),
        "CancelActivity" => new(HttpMethod.Delete, "/api/activities/class"),
        "ListOccurrences" => Get("/api/activities/class/occurrences"),
        "MoveOccurrence" => Json(HttpMethod.Put, "/api/activities/class/occurrences/2026-12-09", new { start = "2026-12-10T14:00:00" }),
        "CancelOccurrence" => new(HttpMethod.Delete, "/api/activities/class/occurrences/2026-12-09"),
        "ImportActivities" =>
            Typed(
                Post(
                    "/api/activities/import",
                    "kind,title,start,end\nmasterclass,One,2026-12-09 10:00,2026-12-09 11:00\n"),
                "text/csv"),
        "NudgeActivity" => new(HttpMethod.Post, "/api/activities/class/nudge"),
        "ReadInvitations" => Get("/api/activities/class/invitations"),
        "ConfirmCancellations" => new(HttpMethod.Post, "/api/calendar/confirm-cancellations"),
        "RestoreCancellations" => new(HttpMethod.Post, "/api/calendar/restore-cancellations"),
        "CreateResource" => Json(HttpMethod.Post, "/api/resources", ResourceDriver.Definition("Another")),
        "PutResource" => Json(HttpMethod.Put, $"/api/resources/{resource}", new { title = "Renamed", kind = "slides" }),
        "GetResource" => Get($"/api/resources/{resource}"),
        "WithdrawResource" => new(HttpMethod.Delete, $"/api/resources/{resource}"),
        "CreateVersion" =>
            Json(
                HttpMethod.Post,
                $"/api/resources/{resource}/versions",
                new { fileName = "ecg.pdf", contentType = "application/pdf" }),
        "CompleteVersion" => new(HttpMethod.Post, $"/api/resources/{resource}/versions/1/complete"),
        "PutContent" =>
            Typed(
                new(
                    HttpMethod.Put,
                    $"/api/resources/{resource}/versions/1/content")
                { Content = new ByteArrayContent(ResourceDriver.Pdf) },
                "application/octet-stream"),
        "WithdrawVersion" => new(HttpMethod.Delete, $"/api/resources/{resource}/versions/1"),
        "CreateLink" =>
            Json(
                HttpMethod.Post,
                $"/api/resources/{resource}/links",
                new { college = "utc-leeds", expires = app.Time.GetUtcNow().AddDays(1) }),
        "ListResources" => Get("/api/resources"),
        "CheckResources" => Get("/api/resources/check"),
        "ReadEngagement" => Get("/api/engagement?from=2026-11-02&to=2026-11-20"),
        "ReadImpact" => Get("/api/reports/impact?from=2026-11-02&to=2026-11-20"),
        "ReadEncounters" => Get("/api/reports/encounters.csv?from=2026-11-02&to=2026-11-20"),
        "SendWeekOfDigests" => new(HttpMethod.Post, "/api/digests/2026-W47"),
        "GetWeekOfDigests" => Get("/api/digests/2026-W47"),
        "PreviewDigest" => Get("/api/digests/2026-W47/utc-leeds"),
        "ResendDigest" =>
            Json(HttpMethod.Post, "/api/digests/2026-W47/utc-leeds/resend", new { reason = "It was lost." }),
        "ExportLearner" => Post("/api/learners/export", """{"college":"utc-leeds","learner":"1"}"""),
        "EraseLearner" => Post("/api/learners/erase", """{"college":"utc-leeds","learner":"1"}"""),
        "ReadEvidence" => Get("/api/privacy/evidence"),
        "ReadKeys" => Get("/api/privacy/keys"),
        "ReadAudit" => Get("/api/audit"),
        "ReadErasure" => Get("/api/privacy/erasures/n6aq2kcp3f5d7w4e"),
        "ReadRetention" => Get("/api/privacy/retention?dryRun=true"),
        "AskForBackup" => new(HttpMethod.Post, "/api/admin/backup"),
        "ListBackups" => Get("/api/admin/backups"),
        "RestoreBackup" => new(HttpMethod.Post, "/api/admin/backups/20261125-120000/restore?table=Activities"),
        "ListDeadLetters" => Get("/api/dead-letters"),
        "GetDeadLetter" => Get($"/api/dead-letters/{app.Storage.QueueNames.Facts}~abc"),
        "DismissDeadLetter" => new(HttpMethod.Delete, $"/api/dead-letters/{app.Storage.QueueNames.Facts}~abc"),
        "ReplayDeadLetter" => new(HttpMethod.Post, $"/api/dead-letters/{app.Storage.QueueNames.Facts}~abc/replay"),
        "ReplayDeadLetters" => new(HttpMethod.Post, "/api/dead-letters/replay?reason=x"),
        _ when pages.Find(function) is { } page => page,
        _ => throw new KeyNotFoundException($"Say in {nameof(FunctionCalls)} how {function} is called."),
    };

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Json(HttpMethod method, string path, object body) =>
        new(method, path) { Content = JsonContent.Create(body) };

    private static HttpRequestMessage Post(string path, string body) =>
        new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static HttpRequestMessage Typed(HttpRequestMessage request, string type)
    {
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }

    private HttpRequestMessage WithPassword(HttpRequestMessage request, string scheme)
    {
        var word = scheme == "Basic"
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"utc-leeds:{college.XapiPassword}"))
            : college.XapiPassword;
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, word);
        return request;
    }
}
