using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Webhooks.Check;

namespace Pathway.Functions.Pages.Colleges.Samples;

/// <summary>Go or no-go for a college's system, for whoever reads the college.</summary>
[Page]
public sealed class CheckSampleOnPageFunction(CollegeDoor room, SampleCheck check)
{
    private const string Route = "colleges/{id}/check";

    // A sample may be as large as a call.
    private const int Limit = 1024 * 1024;

    [Function(nameof(CheckSampleForm))]
    public Task<IResult> CheckSampleForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsReader(
            request,
            id,
            (visit, college) =>
                Task.FromResult<IResult>(Answer(visit, new SampleModel(college, FormState.From(FormFields.None), null))),
            cancellationToken);

    [Function(nameof(CheckSampleOnPage))]
    public Task<IResult> CheckSampleOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Ask(
            request,
            id,
            async (visit, form, college) => SampleForms.Headers(form, out var faults) is { } headers
                ? Answer(visit, new SampleModel(
                    college,
                    FormState.From(form),
                    await check.CheckAsync(college, headers, SampleForms.Body(form), cancellationToken)))
                : Answer(visit, new SampleModel(college, new FormState(form, faults), null)),
            Limit,
            cancellationToken);

    private static PageAnswer<SamplePage, SampleModel> Answer(Visit visit, SampleModel model) =>
        new(visit, model, model.Form.Status);
}
