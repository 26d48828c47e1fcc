using System.Globalization;
using System.Text.Json;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Pathway.Functions.Graph;

/// <summary>A failed request: <see cref="Code"/> and <see cref="Message"/> are Graph's, <see cref="Wait"/> how long to stay away.</summary>
public sealed record GraphFault(GraphFaultKind Kind, string Code, string Message, TimeSpan? Wait = null, string? ExistingEventId = null)
{
    public const string DuplicateTransaction = "ErrorDuplicateTransactionId";

    /// <summary>The fault behind an exception of the SDK or the pipeline under it; null for any other, which is a bug and escapes.</summary>
    public static GraphFault? Of(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        GraphFaultException known => known.Fault,
        ODataError error => Of(error),
        ApiException error => Of(error, "", error.Message),
        BrokenCircuitException open => new(GraphFaultKind.Busy, "", "Microsoft Graph does not answer", open.RetryAfter),
        TimeoutRejectedException or HttpRequestException or IOException => new(GraphFaultKind.Unknown, "", "Microsoft Graph did not answer"),
        OperationCanceledException when !cancellationToken.IsCancellationRequested => new(GraphFaultKind.Unknown, "", "Microsoft Graph did not answer"),
        _ => null,
    };

    /// <summary>Runs a request: its result, or its fault.</summary>
    public static async Task<(T? Result, GraphFault? Fault)> CatchAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return (await request(), null);
        }
        catch (Exception failure) when (Of(failure, cancellationToken) is { } fault)
        {
            return (default, fault);
        }
    }

    private static GraphFault Of(ODataError error) =>
        Of(error, error.Error?.Code ?? "", error.Error?.Message ?? "") with { ExistingEventId = ExistingEvent(error) };

    private static GraphFault Of(ApiException error, string code, string message) => error.ResponseStatusCode switch
    {
        404 or 410 => new(GraphFaultKind.Gone, code, message),
        401 or 403 => new(GraphFaultKind.Forbidden, code, message),
        429 => new(GraphFaultKind.Busy, code, "Exchange asks to slow down", RetryAfter(error)),
        408 or >= 500 => new(GraphFaultKind.Unknown, code, "Microsoft Graph did not answer", RetryAfter(error)),
        _ => new(GraphFaultKind.Refused, code, message),
    };

    private static TimeSpan? RetryAfter(ApiException error) =>
        error.ResponseHeaders?.FirstOrDefault(header => string.Equals(header.Key, "Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string? ExistingEvent(ODataError error) =>
        error.Error?.AdditionalData.TryGetValue("@event.existingEventId", out var id) is true
            ? id as string ?? (id is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : null)
            : null;
}
