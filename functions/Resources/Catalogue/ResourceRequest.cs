using System.Globalization;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>What the manager says of a resource, as it came.</summary>
public abstract record ResourceRequest
{
    public const int MaxTitle = 200;
    public const int MaxKind = 40;
    public const int MaxSummary = 2_000;
    public const int MaxTags = 20;
    public const int MaxTag = 50;
    public const int MaxAliases = 20;
    public const int MaxAlias = 1_000;

    public string? Title { get; init; }

    public string? Kind { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }

    public string? Activity { get; init; }

    /// <summary>A number, or text as people write it: <c>12</c>, <c>Year 12</c>, <c>Y12</c>.</summary>
    public JsonElement? YearGroup { get; init; }

    public IReadOnlyList<string?>? Aliases { get; init; }

    /// <summary>The definition, or every fault of the request.</summary>
    public virtual ResourceDefinition? Validate(List<Fault> faults)
    {
        Check(faults, string.IsNullOrWhiteSpace(Title) || Title.Length > MaxTitle, "/title", $"is required, at most {MaxTitle} characters.");
        Check(faults, string.IsNullOrWhiteSpace(Kind) || Kind.Length > MaxKind, "/kind", $"is required, at most {MaxKind} characters: slides, worksheet, video.");
        Check(faults, Summary?.Length > MaxSummary, "/summary", $"has more than {MaxSummary} characters.");
        Check(faults, Tags?.Count > MaxTags, "/tags", $"has more than {MaxTags} entries.");
        for (var i = 0; i < Math.Min(Tags?.Count ?? 0, MaxTags); i++)
            Check(faults, string.IsNullOrWhiteSpace(Tags![i]) || Tags[i]!.Length > MaxTag, $"/tags/{i}", $"must have 1 to {MaxTag} characters.");
        var activity = default(ActivityId);
        Check(faults, Activity is not null && !ActivityId.TryParse(Activity, out activity), "/activity", $"is not an activity's id: {Slug.Rule}.");
        var yearGroup = 0;
        Check(faults, YearGroup is { ValueKind: not JsonValueKind.Null } year && !TryYear(year, out yearGroup), "/yearGroup", "is not a school year from 1 to 14.");
        Check(faults, Aliases?.Count > MaxAliases, "/aliases", $"has more than {MaxAliases} entries.");
        for (var i = 0; i < Math.Min(Aliases?.Count ?? 0, MaxAliases); i++)
            Check(faults, !IsAddress(Aliases![i]), $"/aliases/{i}", $"is not an absolute address of at most {MaxAlias} characters.");
        return faults.Count > 0 ? null : new ResourceDefinition
        {
            Title = Title!.Trim(),
            Kind = Kind!.Trim(),
            Summary = Summary?.Trim() ?? "",
            Tags = [.. (Tags ?? []).Select(tag => tag!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)],
            Activity = Activity is null ? null : activity,
            YearGroup = yearGroup == 0 ? null : yearGroup,
            Aliases = [.. (Aliases ?? []).Select(alias => alias!.Trim()).Distinct(StringComparer.Ordinal)],
        };
    }

    protected static void Check(List<Fault> faults, bool isWrong, string path, string reason)
    {
        if (isWrong)
            faults.Add(new Fault(path, reason));
    }

    private static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= MaxAlias } && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && !uri.IsFile;

    private static bool TryYear(JsonElement year, out int number)
    {
        number = 0;
        var text = year.ValueKind switch
        {
            JsonValueKind.Number => year.GetRawText(),
            JsonValueKind.String => year.GetString()!.Trim(),
            _ => "",
        };
        if (text.StartsWith("year", StringComparison.OrdinalIgnoreCase))
            text = text[4..];
        else if (text.StartsWith('Y') || text.StartsWith('y'))
            text = text[1..];
        return int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 14;
    }
}
