using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Check;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>Go or no-go for a college's system, for whoever reads the college.</summary>
[Page]
public sealed class CheckSampleOnPageFunction(PageDoor door, CollegeTable register, SampleCheck check)
{
    private const string Route = "colleges/{id}/check";

    // A sample may be as large as a call.
    private const int Limit = 1024 * 1024;

    [Function(nameof(CheckSampleForm))]
    public Task<IResult> CheckSampleForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.AsReader(request, visit => WithAsync(
            visit,
            id,
            college => Task.FromResult<IResult>(Answer(visit, new SampleModel(college, FormState.Of(FormFields.None), null))),
            cancellationToken));

    [Function(nameof(CheckSampleOnPage))]
    public Task<IResult> CheckSampleOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Ask(
            request,
            (visit, form) => WithAsync(
                visit,
                id,
                async college => SampleForms.Headers(form, out var faults) is { } headers
                    ? Answer(visit, new SampleModel(
                        college,
                        FormState.Of(form),
                        await check.CheckAsync(college, headers, SampleForms.Body(form), cancellationToken)))
                    : Answer(visit, new SampleModel(college, new FormState(form, faults), null)),
                cancellationToken),
            Limit);

    private async Task<IResult> WithAsync(
        Visit visit, string id, Func<College, Task<IResult>> then, CancellationToken cancellationToken) =>
        CollegeId.TryParse(id, out var key)
        && visit.Reads(key)
        && await register.FindAsync(key, cancellationToken) is { LeftAt: null } college
            ? await then(college)
            : await PageDoor.NotFound(visit, "college");

    private static PageAnswer<SamplePage, SampleModel> Answer(Visit visit, SampleModel model) => new(
        visit, model, model.Form.Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
