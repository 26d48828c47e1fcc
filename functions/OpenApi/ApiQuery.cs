using Pathway.Functions.Activities;

namespace Pathway.Functions.OpenApi;

/// <summary>A query parameter or header that may be left out.</summary>
internal sealed record ApiQuery(string Name, string Words, string? Example = null)
{
    public string Type { get; init; } = "string";

    public string? Format { get; init; }

    public int? MaxLength { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>It goes into a header instead.</summary>
    public bool IsHeader { get; init; }

    /// <summary>The one method of several that takes it, in lower case; null for all.</summary>
    public string? Method { get; init; }

    public static ApiQuery From { get; } = new(
        "from", "The first day, in London; without it the academic year's.", "2026-09-01")
    {
        Format = "date",
    };

    public static ApiQuery To { get; } = new("to", "The last day; without it today.", "2026-11-25") { Format = "date" };

    public static ApiQuery After { get; } = new("after", "What `next` of the page before says.");

    public static ApiQuery College { get; } = new("college", "One college alone.", "utc-leeds");

    public static ApiQuery DryRun { get; } = new(
        "dryRun", "With true nothing is kept: the answer says what would become of it.", "true")
    {
        Type = "boolean",
    };

    public static ApiQuery IfMatch { get; } = new(
        "If-Match", "The ETag of the version that is meant: 412 when it has changed since.")
    {
        IsHeader = true,
    };

    public static ApiQuery Reason { get; } = new(
        "reason", $"Why, in up to {CancelReason.Longest} characters: everybody who was invited reads it.", "The speaker is ill.")
    {
        MaxLength = CancelReason.Longest,
    };

    public static ApiQuery FormatOf(params IReadOnlyList<string> forms) =>
        new("format", "The form of the answer; Accept says the same.", forms[0]) { Values = forms };
}
