using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pathway.LocalHost.Http;

/// <summary>
/// Plays App Service authentication: <c>/.auth/login/aad</c> asks who one wants to be and keeps it in a cookie,
/// <c>/.auth/logout</c> makes one nobody. A request's own principal counts before the cookie, and without either it
/// is the default's.
/// </summary>
internal sealed class LocalSignIn(string? defaultPrincipal, IReadOnlyList<LocalPerson> people)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Cookie = "LocalSignIn";
    private const string Nobody = "nobody";

    public Task ActAsync(HttpContext context, RequestDelegate next)
    {
        var chosen = context.Request.Cookies[Cookie];
        var principal = chosen is null ? defaultPrincipal : chosen == Nobody ? null : Decoded(chosen);
        if (principal is not null)
            context.Request.Headers.TryAdd(Header, principal);
        return next(context);
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        if (people.Count == 0)
            return;
        endpoints.MapGet(".auth/login/aad", AskAsync).WithMetadata(HostEndpoint.Mark);
        endpoints.MapPost(".auth/login/aad", ChooseAsync).WithMetadata(HostEndpoint.Mark);
        endpoints.MapGet(".auth/logout", LeaveAsync).WithMetadata(HostEndpoint.Mark);
    }

    private Task AskAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(SignInPage.Render(people), context.RequestAborted);
    }

    private async Task ChooseAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var principal = form["coordinator"].ToString() is { Length: > 0 } mail
            ? PrincipalOf(mail, "College.Coordinator")
            : Chosen(form["person"]);
        if (principal is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Keep(context, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(principal)));
        context.Response.Redirect(Inside(context.Request.Query["post_login_redirect_uri"]));
    }

    private string? Chosen(string? number) =>
        int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var index)
            ? people.ElementAtOrDefault(index)?.Principal
            : null;

    private Task LeaveAsync(HttpContext context)
    {
        Keep(context, Nobody);
        context.Response.Redirect(Inside(context.Request.Query["post_logout_redirect_uri"]));
        return Task.CompletedTask;
    }

    /// <summary>The header's value for somebody with one role.</summary>
    internal static string PrincipalOf(string mail, string role) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            auth_typ = "local",
            claims = new[] { new { typ = "roles", val = role }, new { typ = "preferred_username", val = mail } },
        }));

    private static void Keep(HttpContext context, string value) =>
        context.Response.Cookies.Append(
            Cookie, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });

    private static string? Decoded(string cookie) =>
        Base64Url.IsValid(cookie) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cookie)) : null;

    // Only back into this app.
    private static string Inside(string? path) => path is ['/', not ('/' or '\\'), ..] or "/" ? path : "/";
}
