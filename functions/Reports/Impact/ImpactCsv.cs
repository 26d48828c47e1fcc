using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// The report as rows: a table's name, then a line of it. A hidden figure, and one that the table does not tell, is an empty
/// field.
/// </summary>
public static class ImpactCsv
{
    public static readonly IReadOnlyList<string> Header =
    [
        "table", "key", "name", "learners", "encounters", "hours", "learnersBefore", "ratings", "rating",
    ];

    /// <summary>A hidden figure is there as null, so that every line has the same members.</summary>
    public static JsonSerializerOptions WithNulls { get; } = new(PathwayJson.Plain) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static IEnumerable<IReadOnlyList<string>> Rows(ImpactReport report) =>
    [
        Row("total", report.Total),
        .. report.Colleges.Select(line => Row("college", line)),
        .. report.Kinds.Select(line => Row("kind", line)),
        .. report.Activities.Select(line => Row("activity", line)),
        .. report.Resources.Select(line => Row("resource", line)),
        .. report.Employers.Select(line => Row("employer", line)),
        .. report.YearGroups.Select(line => Row("yearGroup", line)),
    ];

    private static IReadOnlyList<string> Row(string table, ImpactLine line) =>
    [
        table, line.Key, line.Name, $"{line.Learners}", $"{line.Encounters}", Number(line.Hours), $"{line.Before}",
        $"{(line as RatedLine)?.Ratings}", Number((line as RatedLine)?.Rating),
    ];

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
