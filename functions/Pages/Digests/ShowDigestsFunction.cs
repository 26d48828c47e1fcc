using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Digests;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Digests;

/// <summary>The digests: to read, to send, and to send again with a reason.</summary>
[Page]
public sealed class ShowDigestsFunction(PageDoor door, DigestRequests requests, DigestsReader reader, LondonClock clock)
{
    [Function(nameof(ShowDigests))]
    public Task<IResult> ShowDigests(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "digests")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AsManager(
            request,
            visit => PageAsync(visit, WeekOf(request.Query["week"]), FormState.From(FormFields.None), cancellationToken));

    [Function(nameof(SendDigestsOnPage))]
    public Task<IResult> SendDigestsOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "digests/send")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (_, form) =>
        {
            var week = WeekOf(form["week"]);
            if (DigestCalendar.IsOver(week, clock.Now))
                await requests.AskWeekAsync(week, cancellationToken);
            return Done.Go($"/digests?week={week}", "digests");
        });

    [Function(nameof(ResendOnPage))]
    public Task<IResult> ResendOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "digests/resend")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, form) =>
        {
            var (week, reason) = (WeekOf(form["week"]), VisibleText.Line(form["reason"]));
            if (!SlotKey.TryParse(week, form["college"], out var slot) || slot.Resend != 0)
                return await PageDoor.NotFound(visit, "digest");
            if (reason.Length is 0 or > ResendBody.MaxReason)
                return await RefuseAsync(
                    visit, week, form, $"is required, at most {ResendBody.MaxReason} characters.", cancellationToken);
            var wanted = new ResendRequest(reason, visit.Caller!.Mail, clock.Now.ToDateTimeOffset());
            return await requests.AskAgainAsync(slot, wanted, cancellationToken) is null
                ? await RefuseAsync(visit, week, form, "is of no use: this digest was not sent yet.", cancellationToken)
                : Done.Go($"/digests?week={week}", "resent");
        });

    private IsoWeek WeekOf(string? text) =>
        IsoWeek.TryParse(text, out var week) && week.Monday <= clock.Today ? week : DigestCalendar.LastFullWeek(clock.Now);

    private Task<IResult> RefuseAsync(
        Visit visit, IsoWeek week, FormFields form, string reason, CancellationToken cancellationToken) =>
        PageAsync(visit, week, new FormState(form, [new Fault("/reason", reason)]), cancellationToken);

    private async Task<IResult> PageAsync(
        Visit visit, IsoWeek week, FormState form, CancellationToken cancellationToken) =>
        new PageAnswer<DigestsPage, DigestsModel>(
            visit,
            await reader.ReadAsync(week, form, cancellationToken),
            form.Status);
}
