using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pathway.LocalHost;

/// <summary>
/// Who is signed in, in the header that App Service authentication passes to an app
/// (https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities).
/// </summary>
public static class ClientPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The header's value for somebody with these roles.</summary>
    public static string Encode(string mail, params IEnumerable<string> roles)
    {
        var principal = new
        {
            auth_typ = "aad",
            name_typ = "preferred_username",
            role_typ = "roles",
            claims = roles.Select(role => new { typ = "roles", val = role }).Prepend(new { typ = "preferred_username", val = mail }),
        };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(principal));
    }

    internal static Func<RequestDelegate, RequestDelegate> SignIn(string principal) => next => context =>
    {
        if (!context.Request.Headers.ContainsKey(Header))
            context.Request.Headers[Header] = principal;
        return next(context);
    };
}
