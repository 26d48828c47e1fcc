using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Links;

/// <summary>Makes a college's link to a resource, for the API and for the pages.</summary>
public sealed class CollegeLinks(
    ResourceCatalogue catalogue, ResourceLinks links, CollegeTable colleges, TimeProvider time)
{
    /// <summary>Longer than a course of two years and a term.</summary>
    private static readonly Duration LongestLife = Duration.FromDays(3 * 366);

    /// <summary>The link, or what is wrong with the request, or why there can be none.</summary>
    public async Task<(LinkView? Link, IReadOnlyList<Fault> Faults, ResourceChange Change)> CreateAsync(
        string id, LinkRequest request, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        var expires = ReadExpiry(request.Expires, faults);
        var college = await ReadCollegeAsync(request.College, faults, cancellationToken);
        if (faults.Count > 0)
            return (null, faults, ResourceChange.Done);
        var resource = ResourceId.TryParse(id, out var key)
            ? await catalogue.FindAsync(key, cancellationToken)
            : null;
        if (resource is null)
            return (null, [], ResourceChange.Unknown);
        return resource.WithdrawnAt is not null
            ? (null, [], ResourceChange.Withdrawn)
            : (new LinkView(links.For(college!, key, expires)), [], ResourceChange.Done);
    }

    private async Task<College?> ReadCollegeAsync(string? text, List<Fault> faults, CancellationToken cancellationToken)
    {
        var college = CollegeId.TryParse(text, out var id) ? await colleges.FindAsync(id, cancellationToken) : null;
        if (college is not { LeftAt: null })
            faults.Add(
                new("/college", text is null ? "is required: a college's id." : "is not a college of the programme."));
        return college;
    }

    private DateTimeOffset ReadExpiry(string? text, List<Fault> faults)
    {
        // Without an offset it would be a time on the clock of whichever machine reads it.
        var now = time.GetUtcNow();
        if (Rfc3339.Parse(text) is not { } expires)
        {
            var lack = string.IsNullOrWhiteSpace(text) ? "is required:" : "is not";
            faults.Add(new(
                "/expires",
                $"{lack} a time as RFC 3339 writes it, with its offset: 2027-08-31T23:59:59Z."));
        }
        else if (expires > now && expires <= now + LongestLife.ToTimeSpan())
            return expires;
        else
            faults.Add(new("/expires", "must be a time from now to three years on."));
        return default;
    }
}
