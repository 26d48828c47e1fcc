using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>What somebody looks for in the catalogue, as the query of <c>GET /api/resources</c> says it.</summary>
public sealed record CatalogueSearch
{
    /// <summary>Each must be in the title, the summary, a tag or the id.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public string? Kind { get; init; }

    public string? Tag { get; init; }

    public ActivityId? Activity { get; init; }

    public int? YearGroup { get; init; }

    /// <summary>Null for all but what is withdrawn.</summary>
    public ResourceState? State { get; init; }

    /// <summary>The last resource of the page before.</summary>
    public (long Ticks, string Id)? After { get; init; }

    public static CatalogueSearch? Read(IQueryCollection query, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        var (activity, year, state, after) = (default(ActivityId), 0, default(ResourceState), default((long, string)));
        var text = (string name) => query[name].ToString().Trim() is { Length: > 0 } value ? value : null;
        if (text("activity") is { } activityText && !ActivityId.TryParse(activityText, out activity))
            found.Add(new("/activity", "is not an activity's id."));
        if (text("yearGroup") is { } yearText
            && !int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out year))
            found.Add(new("/yearGroup", "is not a number."));
        if (text("state") is { } stateText
            && (!Enum.TryParse(stateText, ignoreCase: true, out state) || !char.IsAsciiLetter(stateText[0])))
            found.Add(new("/state", "is not one of uploading, checking, published, refused, withdrawn."));
        if (text("after") is { } afterText && !TryReadCursor(afterText, out after))
            found.Add(new("/after", "is not what a page gave as next."));
        faults = found;
        return found.Count > 0 ? null : new CatalogueSearch
        {
            Words = (text("q") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            Kind = text("kind"),
            Tag = text("tag"),
            Activity = text("activity") is null ? null : activity,
            YearGroup = text("yearGroup") is null ? null : year,
            State = text("state") is null ? null : state,
            After = text("after") is null ? null : after,
        };
    }

    /// <summary>The next page, newest first, and the cursor of the page after it.</summary>
    public (IReadOnlyList<Resource> Found, string? Next) PageOf(
        IEnumerable<Resource> all, Predicate<Resource> isVisible, int size = Page.Size)
    {
        var found = all
            .Where(resource => isVisible(resource)
                && IsFound(resource)
                && (After is not { } after || Compare(Place(resource), after) > 0))
            .Order(Comparer<Resource>.Create((one, other) => Compare(Place(one), Place(other))))
            .Take(size + 1)
            .ToList();
        return found.Count > size
            ? (found[..size], $"{found[size - 1].NewAt.UtcTicks}_{found[size - 1].Id}")
            : (found, null);
    }

    private bool IsFound(Resource resource)
    {
        var definition = resource.Definition;
        return (State is { } state ? resource.State == state : resource.State != ResourceState.Withdrawn)
            && (Kind is null || string.Equals(definition.Kind, Kind, StringComparison.OrdinalIgnoreCase))
            && (Tag is null || definition.Tags.Contains(Tag, StringComparer.OrdinalIgnoreCase))
            && (Activity is null || definition.Activity == Activity)
            && (YearGroup is null || definition.YearGroup is null || definition.YearGroup == YearGroup)
            && Words.All(word => Has(definition.Title, word)
                || Has(definition.Summary, word)
                || definition.Tags.Any(tag => Has(tag, word))
                || Has(resource.Id.ToString(), word));
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static (long Ticks, string Id) Place(Resource resource) =>
        (resource.NewAt.UtcTicks, resource.Id.ToString());

    private static int Compare((long Ticks, string Id) one, (long Ticks, string Id) other) =>
        other.Ticks != one.Ticks ? other.Ticks.CompareTo(one.Ticks) : string.CompareOrdinal(one.Id, other.Id);

    private static bool TryReadCursor(string text, out (long Ticks, string Id) cursor)
    {
        var bar = text.IndexOf('_', StringComparison.Ordinal);
        cursor = default;
        if (bar < 0
            || !long.TryParse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || !Slug.IsValid(text[(bar + 1)..]))
            return false;
        cursor = (ticks, text[(bar + 1)..]);
        return true;
    }
}
