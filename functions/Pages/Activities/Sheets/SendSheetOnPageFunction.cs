using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Activities;
using Pathway.Functions.Attendance.Sheets;
using Pathway.Functions.Audit;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Activities.Sheets;

/// <summary>Who attended, as a tutor has it: told in words first, then taken. For a college's coordinator and the manager.</summary>
[Page]
public sealed class SendSheetOnPageFunction(
    ActivityDoor room, CollegeTable register, SheetIntake intake, SealedSheet seal)
{
    private const string Route = "activities/{id}/attendance";

    [Function(nameof(ShowSheetForm))]
    public Task<IResult> ShowSheetForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.AsReader(
            request,
            id,
            async (visit, activity) => Answer(
                visit, activity, await CollegesAsync(visit, activity, cancellationToken), FormState.From(FormFields.None)),
            cancellationToken);

    [Function(nameof(SendSheetOnPage))]
    public Task<IResult> SendSheetOnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        room.SubmitInStepsAsReader(
            request,
            id,
            async (visit, form, activity) =>
            {
                var colleges = await CollegesAsync(visit, activity, cancellationToken);
                var college = colleges.FirstOrDefault(one => one.Id.ToString() == form["college"]);
                if (college is null)
                    return Answer(visit, activity, colleges, new FormState(form, SheetFaults.NoCollege));
                var about = $"{activity.Id}|{college.Id}|{visit.Caller!.Mail}";
                var file = form.Saves ? seal.Open(form["sealed"], about) : FileIn(form);
                if (file is null or { Length: 0 or > SheetIntake.Limit })
                    return Answer(visit, activity, colleges, new FormState(form, SheetFaults.NoFile));
                if (form.Saves)
                    AuditNotes.Concerns(college.Id);
                var answer = await intake.TakeAsync(college, file, null, dryRun: !form.Saves, cancellationToken);
                if (answer.Taken is not { } taken)
                    return Answer(visit, activity, colleges, new FormState(form, SheetFaults.For(answer)));
                return taken.DryRun
                    ? Page(visit, new SheetModel(
                        activity, SheetColleges.Choices([college]), FormState.From(form), taken, seal.Seal(file, about)))
                    : Done.Go(PageAddress.To(activity.Id), "sheet");
            },
            FormFields.FileLimit,
            cancellationToken);

    private async Task<IReadOnlyList<College>> CollegesAsync(
        Visit visit, Activity activity, CancellationToken cancellationToken) =>
        SheetColleges.For(visit, activity, await register.AllAsync(cancellationToken));

    private static byte[]? FileIn(FormFields form)
    {
        var file = new byte[form[FormFields.File].Length];
        return Convert.TryFromBase64String(form[FormFields.File], file, out var length) ? file[..length] : null;
    }

    private static PageAnswer<SheetPage, SheetModel> Answer(
        Visit visit, Activity activity, IReadOnlyList<College> colleges, FormState form) =>
        Page(visit, new SheetModel(activity, SheetColleges.Choices(colleges), form, null, ""));

    private static PageAnswer<SheetPage, SheetModel> Page(Visit visit, SheetModel model) =>
        new(visit, model, model.Form.Status);
}
