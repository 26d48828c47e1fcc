using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Colleges;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>A college's form: to join with, and to change it.</summary>
[Page]
public sealed class ManageCollegePagesFunction(PageDoor door, CollegeDoor room, CollegeForms forms, Handovers handovers)
{
    private const string New = "colleges/new";
    private const string Edit = "colleges/{id}/edit";

    [Function(nameof(NewCollegeForm))]
    public Task<IResult> NewCollegeForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = New)] HttpRequest request) =>
        door.AsManager(request, visit => Task.FromResult<IResult>(Form(visit, null, FormState.From(FormFields.None))));

    [Function(nameof(JoinCollege))]
    public Task<IResult> JoinCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, form) =>
        {
            var (joined, faults) = await forms.JoinAsync(form, cancellationToken);
            return joined is null
                ? Form(visit, null, new FormState(form, faults))
                : handovers.Show(visit, joined, previousUntil: null);
        });

    [Function(nameof(EditCollegeForm))]
    public Task<IResult> EditCollegeForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsManager(
            request,
            id,
            (visit, college) =>
                Task.FromResult<IResult>(Form(visit, college, FormState.From(CollegeForms.FieldsOf(college)))),
            cancellationToken);

    [Function(nameof(SaveCollege))]
    public Task<IResult> SaveCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.Submit(
            request,
            id,
            async (visit, form, college) =>
                await forms.ChangeAsync(college, form, cancellationToken) is { Count: > 0 } faults
                    ? Form(visit, college, new FormState(form, faults))
                    : Done.Go(PageAddress.To(college.Id), "college"),
            cancellationToken);

    private static PageAnswer<CollegeFormPage, CollegeFormModel> Form(Visit visit, College? college, FormState form) =>
        new(visit, new CollegeFormModel(college, form), form.Status);
}
