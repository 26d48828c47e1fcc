using Microsoft.AspNetCore.Http;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>A call of a college's system, or one that somebody describes: all that a dialect may look at.</summary>
/// <param name="College">The college in its address, as it was written there.</param>
public sealed record IncomingCall(string College, IHeaderDictionary Headers, RawBody Body)
{
    public string Method { get; init; } = HttpMethods.Post;

    public IQueryCollection Query { get; init; } = QueryCollection.Empty;

    public string? ContentType => Headers.ContentType;

    public static IncomingCall From(HttpRequest request, string college, RawBody body) =>
        new(college, request.Headers, body) { Method = request.Method, Query = request.Query };

    /// <summary>A name for a delivery whose dialect has none: the same bytes again have the same.</summary>
    public string NameByContent() => "x1_" + HashId.From(Body.Wire.Span, 15);
}
