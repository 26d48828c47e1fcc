using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// Who comes to which thing. What an address names is found first; where it is not, or is not for the visitor, the page
/// says the same. A form about it is asked for, and counts, as <see cref="PageDoor"/> has it.
/// </summary>
/// <param name="what">What the thing is called.</param>
public abstract class RoomDoor<TThing>(PageDoor door, string what)
    where TThing : class
{
    /// <summary>A page about the thing, for whoever sees it.</summary>
    public Task<IResult> AsReader(
        HttpRequest request, string id, Func<Visit, TThing, Task<IResult>> then, CancellationToken cancellationToken) =>
        door.AsReader(request, async visit => await FindAsync(visit, id, cancellationToken) switch
        {
            null => await NotFound(visit),
            var thing when InsteadOf(thing, visit) is { } notice =>
                await PageDoor.Told(notice, visit, StatusCodes.Status200OK),
            var thing => await then(visit, thing),
        });

    /// <summary>A page with a form about it, or a question, for the manager.</summary>
    public Task<IResult> AsManager(
        HttpRequest request, string id, Func<Visit, TThing, Task<IResult>> then, CancellationToken cancellationToken) =>
        door.AsManager(request, visit => WithAsync(visit, id, thing => then(visit, thing), cancellationToken));

    /// <summary>A form about it that the manager sends.</summary>
    public Task<IResult> Submit(
        HttpRequest request,
        string id,
        Func<Visit, FormFields, TThing, Task<IResult>> then,
        CancellationToken cancellationToken) =>
        door.Submit(
            request, (visit, form) => WithAsync(visit, id, thing => then(visit, form, thing), cancellationToken));

    /// <inheritdoc cref="PageDoor.SubmitInSteps"/>
    public Task<IResult> SubmitInSteps(
        HttpRequest request,
        string id,
        Func<Visit, FormFields, TThing, Task<IResult>> then,
        CancellationToken cancellationToken) =>
        door.SubmitInSteps(
            request, (visit, form) => WithAsync(visit, id, thing => then(visit, form, thing), cancellationToken));

    /// <inheritdoc cref="PageDoor.SubmitInStepsAsReader"/>
    public Task<IResult> SubmitInStepsAsReader(
        HttpRequest request,
        string id,
        Func<Visit, FormFields, TThing, Task<IResult>> then,
        int limit,
        CancellationToken cancellationToken) =>
        door.SubmitInStepsAsReader(
            request, (visit, form) => WithAsync(visit, id, thing => then(visit, form, thing), cancellationToken), limit);

    /// <summary>A form with a file, about it, that the manager sends.</summary>
    public Task<IResult> SubmitFile(
        HttpRequest request,
        string id,
        Func<Visit, FormWithFile, TThing, Task<IResult>> then,
        CancellationToken cancellationToken) =>
        door.SubmitFile(
            request, (visit, form) => WithAsync(visit, id, thing => then(visit, form, thing), cancellationToken));

    /// <summary>A form about it that changes nothing, from whoever sees it.</summary>
    /// <param name="limit">Of the form in bytes.</param>
    public Task<IResult> Ask(
        HttpRequest request,
        string id,
        Func<Visit, FormFields, TThing, Task<IResult>> then,
        int limit,
        CancellationToken cancellationToken) =>
        door.Ask(
            request, (visit, form) => WithAsync(visit, id, thing => then(visit, form, thing), cancellationToken), limit);

    /// <summary>Null where there is none, or none for this visitor.</summary>
    protected abstract Task<TThing?> FindAsync(Visit visit, string id, CancellationToken cancellationToken);

    /// <summary>Whether anything can still be done with it.</summary>
    protected virtual bool IsOpen(TThing thing) => true;

    /// <summary>What its page says in its place; null where it is shown.</summary>
    protected virtual Notice? InsteadOf(TThing thing, Visit visit) => null;

    private Task<IResult> NotFound(Visit visit) => PageDoor.NotFound(visit, what);

    private async Task<IResult> WithAsync(
        Visit visit, string id, Func<TThing, Task<IResult>> then, CancellationToken cancellationToken) =>
        await FindAsync(visit, id, cancellationToken) is { } thing && IsOpen(thing)
            ? await then(thing)
            : await NotFound(visit);
}
