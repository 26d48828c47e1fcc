using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>The versions of a resource in the management API: asking for one, sending its file, taking it back.</summary>
public sealed class ManageVersionFunction(ResourcePublishing publishing, ResourceUploads uploads, CallerReader callers)
{
    private const string Versions = "api/resources/{id}/versions";
    private const string One = Versions + "/{version:int}";

    [Function(nameof(CreateVersion))]
    public Task<IResult> CreateVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Versions)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<VersionRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            var faults = new List<Fault>();
            if (!body.Validate(faults))
                return Problem.Invalid(faults);

            var (change, resource, version, address) = await publishing.AddVersionAsync(
                Key(id), body.Cleaned(), UploadWord.For(request), cancellationToken);
            return change switch
            {
                ResourceChange.Unknown => NoSuchVersion,
                ResourceChange.Withdrawn => Problem.Gone("The resource has been withdrawn: publish a new one."),
                ResourceChange.Full =>
                    Problem.Conflict($"A resource has at most {ResourceRow.MaxVersions} versions: publish a new one."),
                _ =>
                    Results.Json(
                        new UploadView(null, version, address!, body),
                        PathwayJson.Plain,
                        statusCode: StatusCodes.Status201Created),
            };
        });

    [Function(nameof(CompleteVersion))]
    public Task<IResult> CompleteVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = One + "/complete")] HttpRequest request,
        string id,
        int version,
        CancellationToken cancellationToken) =>
        callers.AsManager(
            request, async _ => Answer(await uploads.CompleteAsync(Key(id), version, cancellationToken), version));

    [Function(nameof(PutContent))]
    public Task<IResult> PutContent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = One + "/content")] HttpRequest request,
        string id,
        int version,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => request.ContentLength > ResourceOptions.MaxContent
            ? Answer((UploadOutcome.TooLarge, null), version)
            : Answer(await uploads.ReceiveAsync(Key(id), version, RequestBody.Open(request), cancellationToken), version));

    [Function(nameof(WithdrawVersion))]
    public Task<IResult> WithdrawVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = One)] HttpRequest request,
        string id,
        int version,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (change, _) = await publishing.WithdrawVersionAsync(
                Key(id), version, Precondition.From(request), cancellationToken);
            return change switch
            {
                ResourceChange.Unknown => NoSuchVersion,
                ResourceChange.ChangedSince => Problem.Changed("resource"),
                _ => Results.NoContent(),
            };
        });

    private static IResult NoSuchVersion => Problem.NotFound("There is no such resource, or no such version of it.");

    private static ResourceId Key(string id) => ResourceId.TryParse(id, out var key) ? key : default;

    private static IResult Answer((UploadOutcome Outcome, Resource? Resource) result, int version) =>
        result.Outcome switch
        {
            UploadOutcome.Unknown => NoSuchVersion,
            UploadOutcome.NotArrived =>
                Problem.Conflict("No file has arrived: PUT it to the upload address first, then say that it is complete."),
            UploadOutcome.Empty => Problem.Invalid("", "The body is the file; it is empty."),
            UploadOutcome.TooLarge =>
                Problem.TooLarge(
                    $"A file of more than {ResourceOptions.MaxContent} bytes goes to the upload address of its version."),
            UploadOutcome.Fixed =>
                Problem.Conflict(
                    "This version is published with another file, and a version never changes: ask for a new one."),
            UploadOutcome.Refused =>
                Problem.Conflict(
                    $"This version was refused; ask for a new one. {result.Resource!.Version(version)!.Reason}"),
            UploadOutcome.Overtaken =>
                Problem.Conflict(
                    "Another file was sent for this version and is the one that counts; nothing of yours was taken. "
                        + "Ask for a new version to publish it."),
            UploadOutcome.Withdrawn => Problem.Gone("This version has been withdrawn."),
            _ =>
                Results.Json(
                    new IngestView(result.Resource!.Id.ToString(), version, result.Resource.Version(version)!.State),
                    PathwayJson.Plain,
                    statusCode: StatusCodes.Status202Accepted),
        };
}
