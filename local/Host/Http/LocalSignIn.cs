using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pathway.LocalHost.Http;

/// <summary>
/// Plays App Service authentication: <c>/.auth/login/aad</c> asks who one wants to be and keeps it in a cookie, <c>/.auth/logout</c>
/// makes one nobody. A request's own principal counts before the cookie, and without either it is the default's.
/// </summary>
internal sealed class LocalSignIn(string? defaultPrincipal, IReadOnlyList<LocalPerson> people)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";
    private const string Cookie = "LocalSignIn";
    private const string Nobody = "nobody";
    private const string Style = "body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}button,input{font:inherit;padding:.5rem .8rem;margin:.2rem 0}:root{color-scheme:light dark}";

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
        var page = new StringBuilder($"<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Local sign-in</title><style>{Style}</style><main><h1>Who do you want to be?</h1><p>In Azure, Microsoft's sign-in stands here.</p>");
        for (var i = 0; i < people.Count; i++)
            page.Append($"<form method=\"post\"><button name=\"person\" value=\"{i}\">{WebUtility.HtmlEncode(people[i].Name)}</button></form>");
        page.Append("<form method=\"post\"><p><label>A coordinator with this mail address<br><input type=\"email\" name=\"coordinator\" required></label> <button>Sign in</button></p></form></main></html>");
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }

    private async Task ChooseAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var principal = form["coordinator"].ToString() is { Length: > 0 } mail ? PrincipalOf(mail, "College.Coordinator")
            : int.TryParse(form["person"], System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < people.Count ? people[index].Principal
            : null;
        if (principal is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Keep(context, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(principal)));
        context.Response.Redirect(Inside(context.Request.Query["post_login_redirect_uri"]));
    }

    private Task LeaveAsync(HttpContext context)
    {
        Keep(context, Nobody);
        context.Response.Redirect(Inside(context.Request.Query["post_logout_redirect_uri"]));
        return Task.CompletedTask;
    }

    /// <summary>The header's value for somebody with one role.</summary>
    internal static string PrincipalOf(string mail, string role) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "local",
        claims = new[] { new { typ = "roles", val = role }, new { typ = "preferred_username", val = mail } },
    }));

    private static void Keep(HttpContext context, string value) =>
        context.Response.Cookies.Append(Cookie, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" });

    private static string? Decoded(string cookie) => Base64Url.IsValid(cookie) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cookie)) : null;

    // Only back into this app.
    private static string Inside(string? path) => path is ['/', not ('/' or '\\'), ..] or "/" ? path : "/";
}
