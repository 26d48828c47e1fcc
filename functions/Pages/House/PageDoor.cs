using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Requests;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// Who comes to a page. Whoever may not is told so by a page; a form counts only from a page of ours.
/// </summary>
public sealed class PageDoor(
    HttpGuard guard,
    CallerReader callers,
    ReadableColleges readable,
    FormTokens tokens,
    LondonClock clock,
    IOptions<ProgrammeOptions> programme)
{
    public const string SignOut = "/.auth/logout?post_logout_redirect_uri=/signed-out";

    private static readonly Notice NoRole = new(
        "No part for you yet",
        "You are signed in, but nobody has given you a part in the programme. Ask the programme manager.",
        SignOut,
        "Sign in as somebody else");

    private static readonly Notice NotForYou = new(
        "Not for you", "This part of the programme is its manager's.", "/", "Go to your own part");

    private static readonly Notice Unreadable = new(
        "This cannot be read", "What was sent is no form of these pages, or is too large.", "/", "Go to the start");

    public static string SignInTo(string path) =>
        $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(path)}";

    /// <summary>Anybody at all.</summary>
    public Task<IResult> AsAnybody(HttpRequest request, Func<Visit, Task<IResult>> then) =>
        guard.RunAsync(request, async () => await then(await VisitAsync(request)));

    public Task<IResult> AsReader(HttpRequest request, Func<Visit, Task<IResult>> then) =>
        AsAnybody(request, visit => visit.Caller switch
        {
            null => Told(SignInFirst(visit), visit, StatusCodes.Status401Unauthorized),
            { IsManager: true } or { IsCoordinator: true } => then(visit),
            _ => Told(NoRole, visit, StatusCodes.Status403Forbidden),
        });

    public Task<IResult> AsManager(HttpRequest request, Func<Visit, Task<IResult>> then) =>
        AsReader(
            request,
            visit => visit.IsManager ? then(visit) : Told(NotForYou, visit, StatusCodes.Status403Forbidden));

    /// <summary>A form that the manager sends, and that changes something.</summary>
    public Task<IResult> Submit(HttpRequest request, Func<Visit, FormFields, Task<IResult>> then) =>
        SubmitAsync(request, _ => true, then, RequestBody.ManagementLimit);

    /// <summary>
    /// A form that the manager sends step by step; <paramref name="then"/> changes something only where
    /// <see cref="FormFields.Saves"/> is true.
    /// </summary>
    /// <param name="limit">Of the form in bytes.</param>
    public Task<IResult> SubmitInSteps(
        HttpRequest request, Func<Visit, FormFields, Task<IResult>> then, int limit = RequestBody.ManagementLimit) =>
        SubmitAsync(request, form => form.Saves, then, limit);

    /// <summary>
    /// The same from anybody who reads; <paramref name="then"/> sees to it that the sender changes only what is theirs.
    /// </summary>
    /// <inheritdoc cref="SubmitInSteps"/>
    public Task<IResult> SubmitInStepsAsReader(
        HttpRequest request, Func<Visit, FormFields, Task<IResult>> then, int limit = RequestBody.ManagementLimit) =>
        AsReader(request, visit => SentAsync(request, visit, form => form.Saves, then, limit));

    /// <summary>A form that changes nothing, from anybody who reads.</summary>
    public Task<IResult> Ask(HttpRequest request, Func<Visit, FormFields, Task<IResult>> then, int limit) =>
        AsReader(request, visit => SentAsync(request, visit, _ => false, then, limit));

    /// <summary>A form with a file that the manager sends; the file is not read yet.</summary>
    public Task<IResult> SubmitFile(HttpRequest request, Func<Visit, FormWithFile, Task<IResult>> then) =>
        AsManager(request, async visit =>
            await FormWithFile.ReadAsync(request, request.HttpContext.RequestAborted) is { } form
                ? await IfOursAsync(
                    request,
                    visit,
                    form.Fields,
                    () => callers.TrailedAsync(request, visit.Caller!, _ => then(visit, form)))
                : await Told(Unreadable, visit, StatusCodes.Status400BadRequest));

    public static Task<IResult> NotFound(Visit visit, string what) => Told(
        new Notice("Not found", $"There is no such {what} in the programme.", "/", "Go to the start"),
        visit,
        StatusCodes.Status404NotFound);

    public static Task<IResult> Told(Notice notice, Visit visit, int status) =>
        Task.FromResult<IResult>(new PageAnswer<NoticePage, Notice>(visit, notice, status));

    private Task<IResult> SubmitAsync(
        HttpRequest request, Predicate<FormFields> changes, Func<Visit, FormFields, Task<IResult>> then, int limit) =>
        AsManager(request, visit => SentAsync(request, visit, changes, then, limit));

    private async Task<IResult> SentAsync(
        HttpRequest request,
        Visit visit,
        Predicate<FormFields> changes,
        Func<Visit, FormFields, Task<IResult>> then,
        int limit) =>
        await FormFields.ReadAsync(request, limit, request.HttpContext.RequestAborted) is { } form
            ? await IfOursAsync(request, visit, form, () => changes(form)
                ? callers.TrailedAsync(request, visit.Caller!, _ => then(visit, form))
                : then(visit, form))
            : await Told(Unreadable, visit, StatusCodes.Status400BadRequest);

    private Task<IResult> IfOursAsync(HttpRequest request, Visit visit, FormFields form, Func<Task<IResult>> then) =>
        SentFrom.OurPages(request) && tokens.IsValid(visit.Caller!, form[FormFields.Token])
            ? then()
            : Told(
                new Notice(
                    "This form is too old",
                    "Nothing was changed. Open the page again and send it once more.",
                    PageAddress.ToFormSentTo(request.Path),
                    "Open the page again"),
                visit,
                StatusCodes.Status400BadRequest);

    private static Notice SignInFirst(Visit visit) => new(
        "Sign in first",
        "This page is for the programme's manager and the colleges' coordinators.",
        SignInTo(visit.Path),
        "Sign in");

    private async Task<Visit> VisitAsync(HttpRequest request)
    {
        var caller = callers.Read(request);
        var colleges = caller is null
            ? new HashSet<CollegeId>()
            : await readable.ForAsync(caller, request.HttpContext.RequestAborted);
        var path = request.Path + request.QueryString.ToUriComponent();
        var token = caller is null ? "" : tokens.Issue(caller);
        return new Visit(programme.Value.Name, caller, colleges, path, token, new BritishDates(clock.Today))
        {
            Notice = Done.Words(request.Query["done"]),
        };
    }
}
