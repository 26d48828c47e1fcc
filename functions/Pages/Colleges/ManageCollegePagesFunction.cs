using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>A college's forms.</summary>
[Page]
public sealed class ManageCollegePagesFunction(
    PageDoor door, CollegeTable register, CollegeForms forms, Keyring keyring, IOptions<ProgrammeOptions> programme)
{
    private const string New = "colleges/new";
    private const string Edit = "colleges/{id}/edit";
    private const string Leave = "colleges/{id}/leave";

    [Function(nameof(NewCollegeForm))]
    public Task<IResult> NewCollegeForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = New)] HttpRequest request) =>
        door.AsManager(request, visit => Task.FromResult<IResult>(Form(visit, null, FormState.Of(FormFields.None))));

    [Function(nameof(JoinCollege))]
    public Task<IResult> JoinCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = New)] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.Submit(request, async (visit, form) =>
        {
            var (joined, faults) = await forms.JoinAsync(form, cancellationToken);
            return joined is null
                ? Form(visit, null, new FormState(form, faults))
                : HandOver(visit, joined, until: null);
        });

    [Function(nameof(EditCollegeForm))]
    public Task<IResult> EditCollegeForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.AsManager(
            request,
            visit => WithAsync(
                visit,
                id,
                college => Task.FromResult<IResult>(Form(visit, college, FormState.Of(CollegeForms.FieldsOf(college)))),
                cancellationToken));

    [Function(nameof(SaveCollege))]
    public Task<IResult> SaveCollege(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Edit)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(request, (visit, form) => WithAsync(
            visit,
            id,
            async college => await forms.ChangeAsync(college, form, cancellationToken) is { Count: > 0 } faults
                ? Form(visit, college, new FormState(form, faults))
                : Done.Go($"/colleges/{college.Id}", "college"),
            cancellationToken));

    [Function(nameof(RollSecret))]
    public Task<IResult> RollSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "colleges/{id}/secret")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(request, (visit, _) => WithAsync(
            visit,
            id,
            async college => (await register.RotateAsync(college.Id, cancellationToken)).College is { } rotated
                ? HandOver(visit, rotated, rotated.Rotations[^1] + College.OldSecretLife)
                : await PageDoor.NotFound(visit, "college"),
            cancellationToken));

    [Function(nameof(RollFeed))]
    public Task<IResult> RollFeed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "colleges/{id}/feed")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(request, (visit, _) => WithAsync(
            visit,
            id,
            async college =>
            {
                await register.RotateFeedAsync(college.Id, cancellationToken);
                return Done.Go($"/colleges/{college.Id}", "feed");
            },
            cancellationToken));

    [Function(nameof(AskToLeave))]
    public Task<IResult> AskToLeave(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Leave)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.AsManager(
            request,
            visit => WithAsync(
                visit,
                id,
                college => Task.FromResult<IResult>(new PageAnswer<LeavePage, College>(visit, college)),
                cancellationToken));

    [Function(nameof(LeaveProgramme))]
    public Task<IResult> LeaveProgramme(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Leave)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        door.Submit(request, (visit, _) => WithAsync(
            visit,
            id,
            async college =>
            {
                await register.LeaveAsync(college.Id, Precondition.None, cancellationToken);
                return Done.Go("/colleges", "left");
            },
            cancellationToken));

    private async Task<IResult> WithAsync(
        Visit visit, string id, Func<College, Task<IResult>> then, CancellationToken cancellationToken) =>
        CollegeId.TryParse(id, out var key)
            && await register.FindAsync(key, cancellationToken) is { LeftAt: null } college
            ? await then(college)
            : await PageDoor.NotFound(visit, "college");

    private PageAnswer<HandoverPage, Handover> HandOver(Visit visit, College college, DateTimeOffset? until) =>
        new(
            visit,
            new Handover(
                college,
                CollegeView.WithSecrets(college, keyring, programme.Value),
                programme.Value.BaseUrl.TrimEnd('/'),
                until));

    private static PageAnswer<CollegeFormPage, CollegeFormModel> Form(Visit visit, College? college, FormState form) => new(
        visit,
        new CollegeFormModel(college, form),
        form.Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
