using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Digests;

/// <summary>The digests in the management API.</summary>
public sealed class ManageDigestsFunction(
    DigestRequests requests,
    DigestSlotTable ledger,
    DigestPreview previews,
    CollegeTable colleges,
    CallerReader callers,
    LondonClock clock)
{
    private const string Route = "api/digests/{week}";

    [Function(nameof(SendWeekOfDigests))]
    public Task<IResult> SendWeekOfDigests(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string week,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (!TryRead(week, out var wanted))
                return NoWeek;
            if (!DigestCalendar.IsOver(wanted, clock.Now))
                return Problem.Conflict(
                    $"The week {wanted} is not over. The last full week is {DigestCalendar.LastFullWeek(clock.Now)}.");
            var asked = await requests.AskWeekAsync(wanted, cancellationToken);
            return Results.Json(
                new { week = wanted.ToString(), asked }, PathwayJson.Plain, statusCode: StatusCodes.Status202Accepted);
        });

    [Function(nameof(GetWeekOfDigests))]
    public Task<IResult> GetWeekOfDigests(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string week,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => TryRead(week, out var wanted)
            ? Results.Json(
                DigestWeekView.From(wanted, (await ledger.ReadAsync(wanted, cancellationToken)).Values),
                PathwayJson.Plain)
            : NoWeek);

    [Function(nameof(PreviewDigest))]
    public Task<IResult> PreviewDigest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{college}")] HttpRequest request,
        string week,
        string college,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            if (!TryRead(week, out var wanted))
                return NoWeek;
            if (!SlotKey.TryParse(wanted, college, out var slot))
                return NoCollege;
            if (!caller.IsManager && !await ReadsAsync(caller, slot, cancellationToken))
                return Problem.Forbidden("A coordinator reads their own college's digest.");
            if (wanted.Monday > clock.Today)
                return Problem.Invalid(
                    "/week", $"has not begun: {wanted} begins on {LocalDatePattern.Iso.Format(wanted.Monday)}.");
            return await previews.AnswerAsync(slot, request, cancellationToken) ?? NoCollege;
        });

    [Function(nameof(ResendDigest))]
    public Task<IResult> ResendDigest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{college}/resend")] HttpRequest request,
        string week,
        string college,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async caller =>
        {
            if (!TryRead(week, out var wanted))
                return NoWeek;
            if (!SlotKey.TryParse(wanted, college, out var slot)
                || slot.Resend != 0
                || !await IsThereAsync(slot, cancellationToken))
                return NoCollege;
            var (body, problem) = await RequestBody.ReadJsonAsync<ResendBody>(request, cancellationToken);
            if (body is null)
                return problem!;
            var reason = VisibleText.Line(body.Reason);
            if (reason.Length is 0 or > ResendBody.MaxReason)
                return Problem.Invalid(
                    "/reason",
                    $"is required, at most {ResendBody.MaxReason} characters: it stands in the mail and in the record.");
            var key = await requests.AskAgainAsync(
                slot,
                new ResendRequest(reason, caller.Mail, clock.Now.ToDateTimeOffset()),
                cancellationToken);
            return key is null
                ? Problem.Conflict($"This digest was not sent yet. POST /api/digests/{wanted} sends what was not sent.")
                : Results.Json(
                    new { week = wanted.ToString(), college = slot.Subject, resend = key.Resend },
                    PathwayJson.Plain,
                    statusCode: StatusCodes.Status202Accepted);
        });

    private int LastYear => clock.Today.Year + 1;

    private IResult NoWeek =>
        Problem.Invalid("/week", $"is not an ISO week of the years 2000 to {LastYear}, such as 2026-W47.");

    private static IResult NoCollege =>
        Problem.NotFound("There is no such college in the programme; the programme's own digest is called programme.");

    private bool TryRead(string text, out IsoWeek week) => IsoWeek.TryParse(text, out week) && week.Year <= LastYear;

    private async Task<bool> IsThereAsync(SlotKey slot, CancellationToken cancellationToken) =>
        slot.College is not { } id || await colleges.FindAsync(id, cancellationToken) is { LeftAt: null };

    private async Task<bool> ReadsAsync(Caller caller, SlotKey slot, CancellationToken cancellationToken) =>
        slot.College is { } id
            && (await colleges.FindAsync(id, cancellationToken))?.Definition.IsReadBy(caller.Mail) is true;
}
