using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pathway.Functions.Audit;
using Pathway.Functions.Http.Requests;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Http;

/// <summary>
/// Reads <c>X-MS-CLIENT-PRINCIPAL</c>, which anybody could send: it counts only where <c>WEBSITE_AUTH_ENABLED</c> says that App
/// Service authentication stands in front and removes what callers send under that name.
/// </summary>
public sealed class CallerReader(IConfiguration configuration, HttpGuard guard, AuditTrail trail)
{
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] MailClaims =
    [
        "preferred_username", "email", "upn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    ];

    private readonly bool trusted = string.Equals(
        configuration["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs <paramref name="then"/> for a manager; answers 401 or 403 to anybody else.</summary>
    public Task<IResult> AsManager(HttpRequest request, Func<Caller, Task<IResult>> then) =>
        AsAsync(request, caller => caller.IsManager, Caller.ManagerRole, then);

    /// <summary>
    /// Runs <paramref name="then"/> for a manager or a coordinator; what a coordinator may see is for the callee to
    /// say.
    /// </summary>
    public Task<IResult> AsReader(HttpRequest request, Func<Caller, Task<IResult>> then) =>
        AsAsync(
            request,
            caller => caller.IsManager || caller.IsCoordinator,
            $"{Caller.ManagerRole} or {Caller.CoordinatorRole}",
            then);

    private Task<IResult> AsAsync(
        HttpRequest request, Predicate<Caller> isAdmitted, string roles, Func<Caller, Task<IResult>> then) =>
        guard.RunAsync(request, () => Read(request) switch
        {
            null => Task.FromResult(Problem.Unauthorised("Sign in to the programme first.")),
            { } caller when isAdmitted(caller) => AdmittedAsync(request, caller, then),
            _ => Task.FromResult(Problem.Forbidden($"This needs the role {roles}.")),
        });

    private Task<IResult> AdmittedAsync(HttpRequest request, Caller caller, Func<Caller, Task<IResult>> then)
    {
        if (!SafeMethod.IsOne(request) && !SentFrom.OurPages(request))
            return Task.FromResult(Problem.Forbidden("A page of another site may not ask for this in your name."));
        if (DryRun.IsMistaken(request))
            return Task.FromResult(Problem.Invalid("/dryRun", "is not known to this call, which would be carried out: leave it out."));
        return TrailedAsync(request, caller, then);
    }

    /// <summary>Runs it; written into the audit trail before and after if the call changes anything.</summary>
    public Task<IResult> TrailedAsync(HttpRequest request, Caller caller, Func<Caller, Task<IResult>> then) =>
        AuditTrail.Covers(request.Method, request.Path) && !DryRun.IsOne(request)
            ? trail.RunAsync(
                caller.Mail,
                caller.IsManager ? AuditTable.Manager : AuditTable.Coordinator,
                request.Method,
                request.Path,
                () => then(caller),
                AnswerStatus.CodeOf)
            : then(caller);

    /// <summary>The caller, or null when nobody trustworthy says who it is.</summary>
    public Caller? Read(HttpRequest request)
    {
        if (!trusted || request.Headers[Header] is not [{ Length: > 0 } header])
            return null;
        try
        {
            using var principal = JsonInput.Parse(Convert.FromBase64String(header));
            return FromClaims(principal.RootElement);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private static Caller? FromClaims(JsonElement principal)
    {
        if (principal.ValueKind != JsonValueKind.Object
            || !principal.TryGetProperty("claims", out var claims)
            || claims.ValueKind != JsonValueKind.Array)
            return null;
        var roleType = Text(principal, "role_typ");
        var (mail, roles) = ("", new HashSet<string>(StringComparer.Ordinal));
        foreach (var claim in claims.EnumerateArray())
        {
            // A claim of no type is no claim: it must not meet a principal that names no type for roles.
            if (Text(claim, "typ") is not { Length: > 0 } type || Text(claim, "val") is not { } value)
                continue;
            if (type is "roles" or "http://schemas.microsoft.com/ws/2008/06/identity/claims/role" || type == roleType)
                roles.Add(value);
            else if (mail.Length == 0 && MailClaims.Contains(type) && MailAddress.TryParse(value, out var address))
                mail = address.ToString();
        }

        return new Caller(mail, roles);
    }

    private static string? Text(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
