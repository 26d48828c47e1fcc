using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>Who comes to a page. Whoever may not is told so by a page; a form counts only from a page of ours.</summary>
public sealed class PageDoor(
    HttpGuard guard, CallerReader callers, ReadableColleges readable, FormTokens tokens, LondonClock clock, IOptions<ProgrammeOptions> programme)
{
    public static string SignInTo(string path) => $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(path)}";

    public const string SignOut = "/.auth/logout?post_logout_redirect_uri=/signed-out";

    /// <summary>Anybody at all.</summary>
    public Task<IResult> AsAnybody(HttpRequest request, Func<Visit, Task<IResult>> then) =>
        guard.RunAsync(request, async () => await then(await VisitAsync(request)));

    public Task<IResult> AsReader(HttpRequest request, Func<Visit, Task<IResult>> then) => AsAnybody(request, visit => visit.Caller switch
    {
        null => Told(SignInFirst(visit), visit, StatusCodes.Status401Unauthorized),
        { IsManager: true } or { IsCoordinator: true } => then(visit),
        _ => Told(NoRole, visit, StatusCodes.Status403Forbidden),
    });

    public Task<IResult> AsManager(HttpRequest request, Func<Visit, Task<IResult>> then) => AsReader(request, visit => visit.IsManager
        ? then(visit)
        : Told(new Notice("Not for you", "This part of the programme is its manager's.", "/", "Go to your own part"), visit, StatusCodes.Status403Forbidden));

    /// <summary>A form that the manager sends.</summary>
    /// <param name="limit">Of the form in bytes.</param>
    public Task<IResult> Submit(HttpRequest request, Func<Visit, FormFields, Task<IResult>> then, int limit = RequestBody.ManagementLimit) => AsManager(request, async visit =>
    {
        var form = await FormFields.ReadAsync(request, limit, request.HttpContext.RequestAborted);
        if (form is null)
            return await Told(new Notice("This cannot be read", "What was sent is no form of these pages, or is too large.", "/", "Go to the start"), visit, StatusCodes.Status400BadRequest);
        return IsOurs(request) && tokens.IsValid(visit.Caller!, form[FormFields.Token])
            ? await then(visit, form)
            : await Told(new Notice("This form is too old", "Nothing was changed. Open the page again and send it once more.", request.Path, "Open the page again"), visit, StatusCodes.Status400BadRequest);
    });

    public static Task<IResult> NotFound(Visit visit, string what) =>
        Told(new Notice("Not found", $"There is no such {what} in the programme.", "/", "Go to the start"), visit, StatusCodes.Status404NotFound);

    private static Task<IResult> Told(Notice notice, Visit visit, int status) =>
        Task.FromResult<IResult>(new PageAnswer<NoticePage, Notice>(visit, notice, status));

    private static Notice SignInFirst(Visit visit) =>
        new("Sign in first", "This page is for the programme's manager and the colleges' coordinators.", SignInTo(visit.Path), "Sign in");

    private static readonly Notice NoRole = new(
        "No part for you yet",
        "You are signed in, but nobody has given you a part in the programme. Ask the programme manager.",
        SignOut,
        "Sign in as somebody else");

    // Browsers say so of every request they send; what does not come from one shows itself by its token alone.
    private static bool IsOurs(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private async Task<Visit> VisitAsync(HttpRequest request)
    {
        var caller = callers.Read(request);
        var colleges = caller is null ? new HashSet<CollegeId>() : await readable.OfAsync(caller, request.HttpContext.RequestAborted);
        var path = request.Path + request.QueryString.ToUriComponent();
        return new Visit(programme.Value.Name, caller, colleges, path, caller is null ? "" : tokens.Issue(caller), new BritishDates(clock.Today))
        {
            Notice = Done.Words(request.Query["done"]),
        };
    }
}
