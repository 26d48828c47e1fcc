using Microsoft.AspNetCore.Http;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Pages.Resources;

/// <summary>Puts the page of one resource together, as it is or with what a form on it came to.</summary>
public sealed class ResourcePages(
    ActivityTable activities,
    CollegeTable register,
    FiguresReader figures,
    ProgrammeReadings readings,
    TableFigures table,
    PathwayStorage storage,
    LondonClock clock)
{
    /// <summary>Where files are sent.</summary>
    public Uri Files => storage.Blobs.Uri;

    /// <param name="form">What a form on the page held, and what is wrong with it; null before one was sent.</param>
    /// <param name="link">A link to show.</param>
    public async Task<IResult> ShowAsync(
        Visit visit,
        Resource resource,
        CancellationToken cancellationToken,
        FormState? form = null,
        string? link = null)
    {
        var activity = resource.Definition.Activity is { } id
            ? await activities.FindAsync(id, cancellationToken)
            : null;
        var colleges = visit.IsManager
            ? (await register.AllAsync(cancellationToken)).Where(college => college.LeftAt is null).ToList()
            : [];
        var (use, useAt) = await UseAsync(visit, resource, cancellationToken);
        var model = new ResourceModel(
            resource,
            activity?.Definition.Title,
            use,
            [.. colleges.OrderBy(college => college.Definition.Name, StringComparer.Ordinal)],
            form ?? FormState.From(FormFields.None),
            link,
            useAt);
        return new PageAnswer<ResourcePage, ResourceModel>(
            visit, model, model.Form.Status)
        {
            UploadsTo = visit.IsManager ? Files : null,
        };
    }

    private async Task<(FigureRow? Use, Instant? At)> UseAsync(
        Visit visit, Resource resource, CancellationToken cancellationToken)
    {
        // A coordinator of several colleges reads their figures in the room for figures, one college at a time.
        if (visit.Colleges is { Count: not 1 })
            return (null, null);
        var query = new FiguresQuery(
            visit.Colleges?.Single(), AcademicYear.Containing(clock.Today).FirstDay, clock.Today, FiguresBy.Resource);
        IFigureSource source = query.College is null ? await readings.OpenAsync(cancellationToken) : table;
        var found = await figures.ReadAsync(query, source, cancellationToken);
        return (found.Rows.FirstOrDefault(row => row.Key == resource.Id.ToString()), source.At);
    }
}
