using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Http;

/// <summary>
/// Reads <c>X-MS-CLIENT-PRINCIPAL</c>, which anybody could send: it counts only where <c>WEBSITE_AUTH_ENABLED</c> says that App
/// Service authentication stands in front and removes what callers send under that name.
/// </summary>
public sealed class CallerReader(IConfiguration configuration, StorageGuard guard)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] MailClaims =
    [
        "preferred_username", "email", "upn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    private readonly bool trusted = string.Equals(configuration["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs <paramref name="then"/> for a manager; answers 401 or 403 to anybody else.</summary>
    public Task<IResult> AsManager(HttpRequest request, Func<Caller, Task<IResult>> then) => Read(request) switch
    {
        null => Task.FromResult(Problem.Unauthorised("Sign in to the programme first.")),
        { IsManager: true } manager => guard.RunAsync(() => then(manager), request.HttpContext.RequestAborted),
        _ => Task.FromResult(Problem.Forbidden($"This needs the role {Caller.ManagerRole}.")),
    };

    /// <summary>Runs <paramref name="then"/> for a manager or a coordinator; what a coordinator may see is for the callee to say.</summary>
    public Task<IResult> AsReader(HttpRequest request, Func<Caller, Task<IResult>> then) => Read(request) switch
    {
        null => Task.FromResult(Problem.Unauthorised("Sign in to the programme first.")),
        { } caller when caller.IsManager || caller.IsCoordinator => guard.RunAsync(() => then(caller), request.HttpContext.RequestAborted),
        _ => Task.FromResult(Problem.Forbidden($"This needs the role {Caller.ManagerRole} or {Caller.CoordinatorRole}.")),
    };

    /// <summary>The caller, or null when nobody trustworthy says who it is.</summary>
    public Caller? Read(HttpRequest request)
    {
        if (!trusted || request.Headers[Header] is not [{ Length: > 0 } header])
            return null;
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            return FromClaims(principal.RootElement);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Caller? FromClaims(JsonElement principal)
    {
        if (principal.ValueKind != JsonValueKind.Object || !principal.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Array)
            return null;
        var roleType = principal.TryGetProperty("role_typ", out var type) ? type.GetString() : null;
        var (mail, roles) = ("", new HashSet<string>(StringComparer.Ordinal));
        foreach (var claim in claims.EnumerateArray())
        {
            if (!claim.TryGetProperty("typ", out var name) || !claim.TryGetProperty("val", out var value) || value.GetString() is not { } text)
                continue;
            if (name.GetString() is "roles" or "http://schemas.microsoft.com/ws/2008/06/identity/claims/role" || name.GetString() == roleType)
                roles.Add(text);
            else if (mail.Length == 0 && MailClaims.Contains(name.GetString()) && text.Contains('@'))
                mail = MailAddressRule.Normalise(text);
        }

        return new Caller(mail, roles);
    }
}
