using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>Resources in the management API: their making, their change and their end.</summary>
public sealed class ManageResourceFunction(
    ResourcePublishing publishing,
    ResourceCatalogue catalogue,
    VisibleResources visible,
    ResourceLinks links,
    CallerReader callers)
{
    private const string Route = "api/resources/{id}";

    [Function(nameof(CreateResource))]
    public Task<IResult> CreateResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/resources")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<NewResourceRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            var (upload, faults) = (UploadWord.For(request), new FaultList());
            if (body.Validate(faults) is not { } definition
                || !await publishing.FitsAsync(definition, other => other.Versions[0].Upload == upload, faults, cancellationToken))
                return Problem.Invalid(faults);

            var file = new VersionRequest(body.FileName, body.ContentType).Cleaned();
            var (resource, version, address) = await publishing.CreateAsync(
                definition, file, upload, cancellationToken);
            return Results.Created(
                $"/api/resources/{resource.Id}", new UploadView(resource.Id.ToString(), version, address, file));
        });

    [Function(nameof(PutResource))]
    public Task<IResult> PutResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<DescribeResourceRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            var faults = new FaultList();
            var key = ResourceId.TryParse(id, out var parsed) ? parsed : default;
            if (body.Validate(id, faults) is not { } definition
                || !await publishing.FitsAsync(definition, other => other.Id == key, faults, cancellationToken))
                return Problem.Invalid(faults);
            return Answer(await publishing.DescribeAsync(key, definition, Precondition.From(request), cancellationToken));
        });

    [Function(nameof(GetResource))]
    public Task<IResult> GetResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var resource = ResourceId.TryParse(id, out var key)
                ? await catalogue.FindAsync(key, cancellationToken)
                : null;
            return resource is null || !(await visible.ForAsync(caller, cancellationToken))(resource)
                ? NoSuchResource
                : EntityVersion.Answer(
                    resource.Revision, Results.Json(ResourceView.From(resource, links), PathwayJson.Plain));
        });

    [Function(nameof(WithdrawResource))]
    public Task<IResult> WithdrawResource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var key = ResourceId.TryParse(id, out var known) ? known : default;
            var result = await publishing.WithdrawAsync(key, Precondition.From(request), cancellationToken);
            return Answer(result, Results.NoContent());
        });

    private static IResult NoSuchResource => Problem.NotFound("There is no such resource.");

    private IResult Answer(
        (ResourceChange Change, Resource? Resource) result, IResult? done = null) => result.Change switch
        {
            ResourceChange.Unknown => NoSuchResource,
            ResourceChange.ChangedSince => Problem.Changed("resource"),
            ResourceChange.Withdrawn => Problem.Gone("The resource has been withdrawn."),
            ResourceChange.Full => Problem.Conflict($"A resource has at most {ResourceRow.MaxVersions} versions."),
            _ =>
                done ?? EntityVersion.Answer(
                    result.Resource!.Revision, Results.Json(ResourceView.From(result.Resource, links), PathwayJson.Plain)),
        };
}
