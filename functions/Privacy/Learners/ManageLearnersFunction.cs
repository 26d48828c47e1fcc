using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Privacy.Learners;

/// <summary>A learner's rights in the management API; also for a college that has left.</summary>
public sealed class ManageLearnersFunction(
    LearnerRights rights, CollegeTable colleges, LegalHolds holds, CallerReader callers)
{
    [Function(nameof(ExportLearner))]
    public Task<IResult> ExportLearner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/learners/export")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ForLearnerAsync(
            request,
            async (college, learner) =>
                Results.Json(await rights.ExportAsync(college, learner, cancellationToken), PathwayJson.Plain),
            cancellationToken);

    [Function(nameof(EraseLearner))]
    public Task<IResult> EraseLearner(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/learners/erase")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ForLearnerAsync(
            request,
            async (college, learner) => holds.Holds(college.Id)
                ? Problem.Conflict("A legal hold keeps what there is of this college: Programme__Holds.")
                : Results.Json(await rights.EraseAsync(college, learner, cancellationToken), PathwayJson.Plain),
            cancellationToken);

    private Task<IResult> ForLearnerAsync(
        HttpRequest request, Func<College, string, Task<IResult>> then, CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ =>
        {
            var (body, problem) = await RequestBody.ReadJsonAsync<LearnerRequest>(request, cancellationToken);
            if (body is null)
                return problem!;
            if (body.Validate(out var faults) is not { } named)
                return Problem.Invalid(faults);
            return await colleges.FindAsync(named.College, cancellationToken) is { Salt.Length: > 0 } college
                ? await then(college, named.Learner)
                : Problem.NotFound("There is no such college.");
        });
}
