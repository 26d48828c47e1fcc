using System.Globalization;
using System.Text.Json;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Pathway.Functions.Graph;

/// <summary>
/// A failed request: <see cref="Code"/> and <see cref="Message"/> are Graph's, <see cref="Wait"/> how long to stay
/// away.
/// </summary>
public sealed record GraphFault(
    GraphFaultKind Kind, string Code, string Message, TimeSpan? Wait = null, string? ExistingEventId = null)
{
    public const string DuplicateTransaction = "ErrorDuplicateTransactionId";

    // What Exchange says of an item in Deleted Items that is to be deleted again (msgraph-sdk-dotnet#3047).
    private const string CannotDelete = "ErrorCannotDeleteObject";

    // Exchange says so without any If-Match, when something else changed the item meanwhile (msgraph-sdk-dotnet#1201).
    private const string Conflict = "ErrorIrresolvableConflict";

    // A 404 with any other code is about the mailbox: were it taken for the item, a mailbox that was moved would
    // cancel everything.
    private static readonly HashSet<string> ItemGone = new(StringComparer.OrdinalIgnoreCase)
    {
        "ErrorItemNotFound", "ItemNotFound", "ResourceNotFound", "NotFound", "SyncStateNotFound",
    };

    private static readonly GraphFault NoAnswer = new(GraphFaultKind.Unknown, "", "Microsoft Graph did not answer");

    /// <summary>Whether time alone may cure it. What was refused is refused again.</summary>
    public bool MayPass => Kind is GraphFaultKind.Busy or GraphFaultKind.Unknown or GraphFaultKind.Conflict;

    /// <summary>
    /// The fault behind an exception of the SDK or the pipeline under it; null for any other, which is a bug and escapes.
    /// </summary>
    public static GraphFault? From(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        GraphFaultException known => known.Fault,
        MailboxBusyException busy =>
            new(GraphFaultKind.Busy, "", "Other instances of the app are at work on the mailbox", busy.Wait),
        ODataError error => Read(error),
        ApiException error => Read(error, "", error.Message),
        BrokenCircuitException open => new(GraphFaultKind.Busy, "", "Microsoft Graph does not answer", open.RetryAfter),
        TimeoutRejectedException or HttpRequestException or IOException => NoAnswer,
        OperationCanceledException when !cancellationToken.IsCancellationRequested => NoAnswer,
        _ => null,
    };

    /// <summary>Runs a request: its result, or its fault.</summary>
    public static async Task<(T? Result, GraphFault? Fault)> CatchAsync<T>(
        Func<Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return (await request(), null);
        }
        catch (Exception failure) when (From(failure, cancellationToken) is { } fault)
        {
            return (default, fault);
        }
    }

    private static GraphFault Read(ODataError error) =>
        Read(
            error, error.Error?.Code ?? "", error.Error?.Message ?? "") with
        { ExistingEventId = ExistingEvent(error) };

    private static GraphFault Read(ApiException error, string code, string message) => error.ResponseStatusCode switch
    {
        410 => new(GraphFaultKind.Gone, code, message),
        404 when ItemGone.Contains(code) => new(GraphFaultKind.Gone, code, message),
        404 when code.Length > 0 => new(GraphFaultKind.NoMailbox, code, message),
        404 => new(GraphFaultKind.Unknown, code, "Something between here and Microsoft Graph answered in its place"),
        403 when code == CannotDelete => new(GraphFaultKind.Gone, code, message),
        401 or 403 => new(GraphFaultKind.Forbidden, code, message),
        409 or 412 when code == Conflict => new(GraphFaultKind.Conflict, code, message),
        429 => new(GraphFaultKind.Busy, code, "Exchange asks to slow down", RetryAfter(error)),
        408 or >= 500 => new(GraphFaultKind.Unknown, code, "Microsoft Graph did not answer", RetryAfter(error)),
        _ => new(GraphFaultKind.Refused, code, message),
    };

    private static TimeSpan? RetryAfter(ApiException error) =>
        error.ResponseHeaders?.FirstOrDefault(
            header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault()
            is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string? ExistingEvent(ODataError error) =>
        error.Error?.AdditionalData.TryGetValue("@event.existingEventId", out var id) is true
            ? id as string ?? (id is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : null)
            : null;
}
