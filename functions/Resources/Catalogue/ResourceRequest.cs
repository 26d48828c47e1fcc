using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>What the manager says of a resource, as it came.</summary>
public abstract record ResourceRequest
{
    public const int MaxTitle = 200;
    public const int MaxKind = 40;
    public const int MaxSummary = 2_000;
    public const int MaxTags = 20;
    public const int MaxTag = 50;

    public string? Title { get; init; }

    public string? Kind { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    public string? Activity { get; init; }

    /// <summary>A number, or text as people write it: <c>12</c>, <c>Year 12</c>, <c>Y12</c>.</summary>
    public JsonElement? YearGroup { get; init; }

    public IReadOnlyList<string?>? Aliases { get; init; }

    /// <summary>The definition, or every fault of the request.</summary>
    public virtual ResourceDefinition? Validate(FaultList faults)
    {
        var (title, kind, summary) = (VisibleText.Line(Title), VisibleText.Line(Kind), VisibleText.Paragraphs(Summary));
        var tags = (Tags ?? []).Take(MaxTags).Select(VisibleText.Line).ToList();
        faults.When(title.Length is 0 or > MaxTitle, "/title", $"is required, at most {MaxTitle} characters.");
        faults.When(
            kind.Length is 0 or > MaxKind,
            "/kind",
            $"is required, at most {MaxKind} characters: slides, worksheet, video.");
        faults.When(summary.Length > MaxSummary, "/summary", $"has more than {MaxSummary} characters.");
        faults.When(Tags?.Count > MaxTags, "/tags", $"has more than {MaxTags} entries.");
        foreach (var (i, tag) in tags.Index())
            faults.When(tag.Length is 0 or > MaxTag, $"/tags/{i}", $"must have 1 to {MaxTag} characters.");
        var activity = default(ActivityId);
        faults.When(
            Activity is not null && !ActivityId.TryParse(Activity, out activity),
            "/activity",
            $"is not an activity's id: {Slug.Rule}.");
        var yearGroup = ReadYearGroup();
        faults.When(
            yearGroup is null && YearGroup is { ValueKind: not JsonValueKind.Null },
            "/yearGroup",
            Programme.Rules.YearGroup.Rule);
        faults.When(Aliases?.Count > ObjectAlias.MaxCount, "/aliases", ObjectAlias.TooMany);
        for (var i = 0; i < Math.Min(Aliases?.Count ?? 0, ObjectAlias.MaxCount); i++)
            faults.When(!ObjectAlias.TryParse(Aliases![i], out _), $"/aliases/{i}", ObjectAlias.Rule);
        return faults.Count > 0 ? null : new ResourceDefinition
        {
            Title = title,
            Kind = kind,
            Summary = summary,
            Tags = [.. tags.Distinct(StringComparer.OrdinalIgnoreCase)],
            Activity = Activity is null ? null : activity,
            YearGroup = yearGroup,
            Aliases = [.. (Aliases ?? []).Select(alias => alias!.Trim()).Distinct(StringComparer.Ordinal)],
        };
    }

    private int? ReadYearGroup() => YearGroup switch
    {
        { ValueKind: JsonValueKind.Number } number => Programme.Rules.YearGroup.FromNumber(number.GetDouble()),
        { ValueKind: JsonValueKind.String } text => Programme.Rules.YearGroup.Parse(text.GetString()!),
        _ => null,
    };
}
