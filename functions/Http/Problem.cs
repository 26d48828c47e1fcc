using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

/// <summary>Answers as <c>application/problem+json</c> (RFC 9457).</summary>
public static class Problem
{
    /// <summary>400 with every fault's path and reason in <c>errors</c>.</summary>
    public static IResult Invalid(IReadOnlyCollection<Fault> faults) => Build(
        StatusCodes.Status400BadRequest,
        "The request is not valid.",
        string.Join(" ", faults.Take(5)),
        ("errors", faults));

    /// <summary>400 for a file: the first faults in <c>errors</c>, and in <c>more</c> how many there are beyond them.</summary>
    public static IResult Invalid(FaultTally faults) => Build(
        StatusCodes.Status400BadRequest,
        "The file is not valid.",
        Words(faults),
        ("errors", faults.Told),
        ("more", faults.More));

    /// <summary>
    /// The same for a file of which each line is taken by itself, when none could be: what the answer to others says
    /// stands here too.
    /// </summary>
    public static IResult NothingTaken(FaultTally faults) => Build(
        StatusCodes.Status400BadRequest,
        "Nothing of the file was taken.",
        Words(faults),
        ("errors", faults.Told),
        ("accepted", 0),
        ("faults", faults.Told),
        ("more", faults.More));

    /// <summary>400 for a batch: <c>index</c> is the first faulty event's.</summary>
    public static IResult Invalid(IReadOnlyCollection<Fault> faults, int index) => Build(
        StatusCodes.Status400BadRequest,
        "An event is not valid.",
        $"Event {index} is not valid; nothing of the delivery was taken. {Words(faults)}",
        ("errors", faults),
        ("index", index));

    public static IResult Invalid(string path, string reason) => Invalid([new Fault(path, reason)]);

    /// <summary>401; the scheme says how to authenticate.</summary>
    public static IResult Unauthorised(string detail, string? scheme = null) => new WithHeader(
        Build(StatusCodes.Status401Unauthorized, "Not authenticated.", detail), "WWW-Authenticate", scheme);

    /// <summary>401 to a system that may have the wrong time: ours is in <c>serverTime</c>.</summary>
    public static IResult Unauthorised(string detail, DateTimeOffset now, string? scheme = null) => new WithHeader(
        Build(
            StatusCodes.Status401Unauthorized,
            "Not authenticated.",
            detail,
            ("serverTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        "WWW-Authenticate",
        scheme);

    public static IResult Forbidden(string detail) => Build(StatusCodes.Status403Forbidden, "Not allowed.", detail);

    public static IResult NotFound(string detail) => Build(StatusCodes.Status404NotFound, "Not found.", detail);

    public static IResult Conflict(string detail) => Build(StatusCodes.Status409Conflict, "Conflict.", detail);

    public static IResult Gone(string detail) => Build(StatusCodes.Status410Gone, "Gone.", detail);

    /// <summary>412: somebody else changed the thing since the caller read it.</summary>
    public static IResult Changed(string thing) =>
        Build(
            StatusCodes.Status412PreconditionFailed,
            "Changed since you read it.",
            $"The {thing} is not at the version that If-Match or If-None-Match asks for: read it again.");

    public static IResult TooLarge(string detail) => Build(StatusCodes.Status413PayloadTooLarge, "Too large.", detail);

    public static IResult UnsupportedMediaType(string detail) =>
        Build(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type.", detail);

    public static IResult TooMany(string detail, TimeSpan retryAfter) =>
        Later(Build(StatusCodes.Status429TooManyRequests, "Too many requests.", detail), retryAfter);

    public static IResult Unavailable(string detail, TimeSpan retryAfter) =>
        Later(Build(StatusCodes.Status503ServiceUnavailable, "Unavailable.", detail), retryAfter);

    private static WithHeader Later(IResult problem, TimeSpan retryAfter) =>
        new(
            problem,
            "Retry-After",
            Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    private static string Words(FaultTally faults) =>
        string.Join(" ", faults.Told.Take(5))
        + (faults.More > 0 ? $" There are {faults.Count} faults; the first {FaultTally.MostTold} are told." : "");

    private static string Words(IEnumerable<Fault> faults) =>
        string.Join(
            " ",
            faults.Take(5).Select(fault => fault.Path.Length == 0 ? fault.Reason : $"{fault.Path}: {fault.Reason}"));

    private static IResult Build(
        int status, string title, string detail, params (string Name, object? Value)[] extensions) =>
        Results.Problem(
        detail,
        statusCode: status,
        title: title,
        extensions: extensions.ToDictionary(extension => extension.Name, extension => extension.Value));

    private sealed class WithHeader(IResult result, string name, string? value) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => AnswerStatus.CodeOf(result);

        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (value is not null)
                httpContext.Response.Headers[name] = value;
            return result.ExecuteAsync(httpContext);
        }
    }
}
