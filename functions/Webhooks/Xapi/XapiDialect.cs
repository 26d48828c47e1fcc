using Microsoft.AspNetCore.Http;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// The write side of an xAPI record store: statements in, ids out, nothing kept that is not a fact of the programme. POST takes
/// one statement or many, PUT one under the id in the address.
/// </summary>
public sealed class XapiDialect : IDialect
{
    /// <summary>What 500 statements of Moodle's log store take, at about 1.5 KB each, with room.</summary>
    private const int Limit = 1024 * 1024;

    public Dialect Name => Dialect.Xapi;

    public int MaxBodyBytes => Limit;

    public IncomingCall Unfold(IncomingCall incoming) => AlternateRequest.Unfold(incoming);

    public IEnumerable<IntakeStep> Authenticate(IncomingCall incoming, CollegeKeys college, DateTimeOffset now)
    {
        var basic = PlatformPassword.ReadBasic(incoming.Headers);
        var password = basic?.User == incoming.College ? basic?.Password : null;
        yield return PlatformPassword.Check(college, password, now) is { } refusal
            ? new("password", "HTTP Basic needs the college's id as user and its xAPI password.", refusal)
            : new("password", "The password is the college's.");
    }

    public IResult Unauthenticated(DateTimeOffset now) => Problem.Unauthorised(
        "Send the college's id and its xAPI password with HTTP Basic authentication.", now, "Basic realm=\"xAPI\", charset=\"UTF-8\"");

    public IEnumerable<IntakeStep> Read(IncomingCall incoming, FactBatch batch)
    {
        yield return XapiVersion.IsSpoken(incoming.Headers[XapiVersion.Header].ToString())
            ? new("version", "The version is spoken here.")
            : Malformed(
                "version", "/" + XapiVersion.Header, $"is required: one of {string.Join(", ", XapiVersion.All)}.");

        var (isPut, isId) = (
            HttpMethods.IsPut(incoming.Method), Guid.TryParseExact(incoming.Query["statementId"].ToString(), "D", out var id));
        if (isPut && !isId)
            yield return Malformed("statementId", "/statementId", "is required, a UUID.");
        if (!isPut && !HttpMethods.IsPost(incoming.Method))
            yield return Malformed(
                "method", "/method", "must be POST or PUT: statements are written here and cannot be read back.");
        var isMixed = ContentTypes.Is(incoming.ContentType, MixedParts.MediaType);
        if (!isMixed && !ContentTypes.IsJson(incoming.ContentType))
        {
            yield return IntakeStep.Refused(
                "contentType",
                Refusal.MediaType,
                "Send application/json, or multipart/mixed with the statements as its first part.",
                Problem.UnsupportedMediaType);
            yield break;
        }

        yield return new("contentType", "The content type is known.");
        var statements = isMixed
            ? MixedParts.FindStatements(incoming.ContentType, incoming.Body.Content.Span)
            : Range.All;
        if (statements is not { } place)
        {
            yield return Malformed(
                "parts",
                "/",
                "must be parts between the boundary that the content type names, the first of them application/json.");
            yield break;
        }

        batch.Ids = StatementReader.Read(incoming.Body.Content.Span[place], batch, isPut ? id : null);
        yield return IntakeStep.Events(batch);
    }

    public string DeliveryId(IncomingCall incoming) => incoming.NameByContent();

    public IResult Answer(IncomingCall incoming, FactBatch batch, string deliveryId) =>
        HttpMethods.IsPut(incoming.Method) ? Results.NoContent() : Results.Json(batch.Ids, PathwayJson.Plain);

    private static IntakeStep Malformed(string name, string path, string reason) =>
        new(name, $"{path[1..]} {reason}", Refusal.Malformed, Problem.Invalid(path, reason));
}
