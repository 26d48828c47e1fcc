using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Colleges;

/// <summary>The colleges in the management API.</summary>
public sealed class ManageCollegeFunction(
    CollegeTable register,
    MailDomains domains,
    CollegeAccess access,
    CallerReader callers,
    Keyring keyring,
    LegalHolds holds,
    IOptions<ProgrammeOptions> programme)
{
    private const string Route = "api/colleges/{id}";

    [Function(nameof(PutCollege))]
    public Task<IResult> PutCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (!CollegeId.TryParse(id, out var college))
                return Problem.Invalid("/id", CollegeId.Rule);
            var (body, problem) = await RequestBody.ReadJsonAsync<CollegeRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            if (body.Validate(college, out var faults) is not { } definition)
                return Problem.Invalid(faults);
            if (await domains.FaultsAsync(college, definition, cancellationToken) is { Count: > 0 } taken)
                return Problem.Invalid(taken);

            var (change, saved) = await register.PutAsync(
                college, definition, Precondition.From(request), cancellationToken);
            return change switch
            {
                CollegeChange.ChangedSince => Problem.Changed("college"),
                CollegeChange.BeingErased =>
                    Problem.Conflict(
                        $"The college is being erased: it may join again once /api/privacy/erasures/{saved!.Erasure} says done."),
                CollegeChange.Created => EntityVersion.Answer(
                    saved!.Version,
                    Results.Json(
                        CollegeView.WithSecrets(saved, keyring, programme.Value),
                        PathwayJson.Plain,
                        statusCode: StatusCodes.Status201Created)),
                _ => EntityVersion.Answer(saved!.Version, Results.Json(CollegeView.From(saved), PathwayJson.Plain)),
            };
        });

    [Function(nameof(PatchCollege))]
    public Task<IResult> PatchCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (patch, problem) = await MergePatch.ReadAsync(request, cancellationToken);
            if (patch is null)
                return problem!;
            var (precondition, change) = (Precondition.From(request), CollegeChange.ChangedSince);
            var college = CollegeId.TryParse(id, out var key) ? await register.FindAsync(key, cancellationToken) : null;
            while (college is { LeftAt: null } && change == CollegeChange.ChangedSince)
            {
                if (!precondition.Holds(college.Version))
                    return Problem.Changed("college");
                (var body, problem) = patch.ApplyTo<CollegeRequest>(CollegeView.From(college));
                if (body is null)
                    return problem!;
                if (body.Validate(key, out var faults) is not { } definition)
                    return Problem.Invalid(faults);
                if (await domains.FaultsAsync(key, definition, cancellationToken) is { Count: > 0 } taken)
                    return Problem.Invalid(taken);

                // Somebody else's change in between is kept: the patch is applied to that.
                (change, college) = await register.PutAsync(
                    key, definition, Precondition.IsAt(college.Version), cancellationToken);
            }

            return college is { LeftAt: null }
                ? EntityVersion.Answer(college.Version, Results.Json(CollegeView.From(college), PathwayJson.Plain))
                : Problem.NotFound("There is no such college in the programme.");
        });

    [Function(nameof(GetCollege))]
    public Task<IResult> GetCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.AsReaderOf(
            request,
            id,
            college =>
                Task.FromResult(
                    EntityVersion.Answer(college.Version, Results.Json(CollegeView.From(college), PathwayJson.Plain))),
            cancellationToken);

    [Function(nameof(ListColleges))]
    public Task<IResult> ListColleges(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/colleges")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var colleges = (await register.AllAsync(cancellationToken))
                .Where(
                    college => college.LeftAt is null && (caller.IsManager || college.Definition.IsReadBy(caller.Mail)));
            return Page.From(request, colleges, college => college.Id.ToString(), CollegeView.From);
        });

    [Function(nameof(DeleteCollege))]
    public Task<IResult> DeleteCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            if (request.Query["erase"].ToString() is { Length: > 0 } erase)
                return erase == "true"
                    ? await EraseAsync(id, request, cancellationToken)
                    : Problem.Invalid("/erase", "is true, or is not there.");
            var change = CollegeId.TryParse(id, out var college)
                ? (await register.LeaveAsync(college, Precondition.From(request), cancellationToken)).Change
                : CollegeChange.Unknown;
            return change switch
            {
                CollegeChange.Unknown => Problem.NotFound("There is no such college in the programme."),
                CollegeChange.ChangedSince => Problem.Changed("college"),
                _ => Results.NoContent(),
            };
        });

    [Function(nameof(RotateSecret))]
    public Task<IResult> RotateSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/secret")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (change, saved) = CollegeId.TryParse(id, out var college)
                ? await register.RotateAsync(college, cancellationToken)
                : (CollegeChange.Unknown, null);
            return change == CollegeChange.Unknown
                ? Problem.NotFound("There is no such college in the programme.")
                : Results.Json(
                    new RotatedSecret(
                        keyring.WebhookSecret(college, saved!.SecretVersion),
                        keyring.XapiPassword(college, saved.SecretVersion),
                        saved.Rotations[^1] + College.OldSecretLife),
                    PathwayJson.Plain);
        });

    private async Task<IResult> EraseAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!CollegeId.TryParse(id, out var college))
            return Problem.NotFound("There is no such college.");
        if (holds.Holds(college))
            return Problem.Conflict("A legal hold keeps what there is of this college: Programme__Holds.");
        var (change, erased) = await register.EraseAsync(college, Precondition.From(request), cancellationToken);
        return change switch
        {
            CollegeChange.Unknown => Problem.NotFound("There is no such college."),
            CollegeChange.ChangedSince => Problem.Changed("college"),
            _ =>
                Results.Accepted(
                    $"/api/privacy/erasures/{erased!.Erasure}",
                    new { id = erased.Erasure, state = erased.IsErased ? "done" : "waiting" }),
        };
    }
}
