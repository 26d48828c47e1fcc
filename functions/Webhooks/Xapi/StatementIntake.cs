using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>The write side of an xAPI record store: statements in, ids out, nothing kept that is not a fact of the programme.</summary>
public sealed class StatementIntake(Intake intake)
{
    /// <summary>POST: one statement or many.</summary>
    public Task<IResult> PostAsync(HttpRequest request, string college, CancellationToken cancellationToken) => ReceiveAsync(request, college, id: null, cancellationToken);

    /// <summary>PUT: one statement under the id in the address.</summary>
    public Task<IResult> PutAsync(HttpRequest request, string college, CancellationToken cancellationToken) =>
        Guid.TryParseExact(request.Query["statementId"].ToString(), "D", out var id)
            ? ReceiveAsync(request, college, id, cancellationToken)
            : ReceiveAsync(request, college, Guid.Empty, cancellationToken);

    private async Task<IResult> ReceiveAsync(HttpRequest request, string college, Guid? id, CancellationToken cancellationToken)
    {
        var isSpoken = XapiVersion.TryAgree(request, intake.Now);
        var body = await RawBody.ReadAsync(request, cancellationToken);
        return await intake.WithinAsync(token => TakeAsync(request, college, id, isSpoken, body, token), cancellationToken);
    }

    private async Task<IResult> TakeAsync(HttpRequest request, string college, Guid? id, bool isSpoken, RawBody body, CancellationToken cancellationToken)
    {
        if (body.Outcome != BodyOutcome.Read)
            return await intake.UnreadableAsync(college, Dialect.Xapi, body.Outcome, cancellationToken);
        var basic = PlatformPassword.ReadBasic(request.Headers);
        var user = basic?.User == college ? basic?.Password : null;
        if (await intake.AuthenticateAsync(college, Dialect.Xapi, known => PlatformPassword.Check(known, user, intake.Now), cancellationToken) is not { } sender)
            return Problem.Unauthorised("Send the college's id and its xAPI password with HTTP Basic authentication.", "Basic realm=\"xAPI\", charset=\"UTF-8\"");
        if (!isSpoken)
            return intake.Refused(sender.College, Dialect.Xapi, Refusal.Malformed, Problem.Invalid("/" + XapiVersion.Header, $"is required: one of {string.Join(", ", XapiVersion.All)}."));
        if (id == Guid.Empty)
            return intake.Refused(sender.College, Dialect.Xapi, Refusal.Malformed, Problem.Invalid("/statementId", "is required, a UUID."));
        if (!ContentTypes.IsJson(request.ContentType))
            return intake.Refused(sender.College, Dialect.Xapi, Refusal.MediaType, Problem.UnsupportedMediaType("Send application/json; attachments are not taken."));

        using var batch = new FactBatch(sender, intake.Now);
        var ids = StatementReader.Read(body.Content.Span, batch, id);
        if (intake.Refuse(batch, Dialect.Xapi) is { } refused)
            return refused;
        await intake.TakeAsync(batch, NameOf(body.Wire.Span), Dialect.Xapi, cancellationToken);
        return id is null ? Results.Json(ids, PathwayJson.Plain) : Results.NoContent();
    }

    // xAPI names no deliveries: the same body again is the same name.
    internal static string NameOf(ReadOnlySpan<byte> body) => "x1_" + Base32.Encode(SHA256.HashData(body).AsSpan(0, 15));
}
