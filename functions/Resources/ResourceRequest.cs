using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Ingest;

namespace Pathway.Functions.Resources;

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

/// <summary>
/// The body of <c>PUT /api/resources/{id}</c>. An answer of the API may be sent back: the id in it must be the address's, and what is
/// the app's own in it is not read.
/// </summary>
public sealed record DescribeResourceRequest : ResourceRequest
{
    public string? Id { get; init; }

    public JsonElement? State { get; init; }

    public JsonElement? Reason { get; init; }

    public JsonElement? Version { get; init; }

    public JsonElement? FileName { get; init; }

    public JsonElement? ContentType { get; init; }

    public JsonElement? Size { get; init; }

    public JsonElement? Url { get; init; }

    public JsonElement? CreatedAt { get; init; }

    public JsonElement? PublishedAt { get; init; }

    public JsonElement? Versions { get; init; }

    public ResourceDefinition? Validate(string id, List<Fault> faults)
    {
        Check(faults, Id is not null && Id != id, "/id", "is not the id in the address.");
        return Validate(faults);
    }
}

/// <summary>The body of <c>POST /api/resources</c>: a definition and its first file.</summary>
public sealed record NewResourceRequest : ResourceRequest
{
    public string? FileName { get; init; }

    public string? ContentType { get; init; }

    public override ResourceDefinition? Validate(List<Fault> faults)
    {
        new VersionRequest(FileName, ContentType).Validate(faults);
        return base.Validate(faults);
    }
}

/// <summary>The body of <c>POST /api/resources/{id}/versions</c>. What the file really is, its bytes will say.</summary>
public sealed record VersionRequest(string? FileName, string? ContentType)
{
    public const int MaxFileName = 150;
    public const int MaxContentType = 100;

    /// <summary>What browsers mean when they declare nothing: they leave the type of a file they do not know empty.</summary>
    private const string Unknown = "application/octet-stream";

    // What Windows forbids: the learner will save the file.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>The type without its parameters, in lower case.</summary>
    public string MediaType => string.IsNullOrWhiteSpace(ContentType) ? Unknown : MediaTypeHeaderValue.Parse(ContentType).MediaType!.ToLowerInvariant();

    /// <summary>With the name that the file is saved under.</summary>
    public VersionRequest Cleaned() => this with { FileName = SavedName.Of(FileName!) };

    public bool Validate(List<Fault> faults)
    {
        var before = faults.Count;
        if (string.IsNullOrWhiteSpace(FileName) || FileName.Length > MaxFileName || FileName != FileName.Trim() || FileName is "." or ".."
            || FileName.AsSpan().ContainsAny(NotInNames) || FileName.Any(char.IsControl) || SavedName.Visible(FileName).Trim(' ', '.').Length == 0)
            faults.Add(new("/fileName", $"is required: a plain file name of at most {MaxFileName} characters."));
        if (ContentType is null or { Length: > MaxContentType } || !(ContentType.Trim().Length == 0 || MediaTypeHeaderValue.TryParse(ContentType, out _)))
            faults.Add(new("/contentType", "is required: a media type, such as application/pdf, or empty if it is not known."));
        return faults.Count == before;
    }
}
