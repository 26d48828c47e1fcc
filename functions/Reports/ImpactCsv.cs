using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports;

/// <summary>The report as rows: a table's name, then a line of it. A hidden figure is an empty field.</summary>
public static class ImpactCsv
{
    public static readonly IReadOnlyList<string> Header = ["table", "key", "name", "learners", "encounters", "hours", "learnersBefore"];

    /// <summary>A hidden figure is there as null, so that every line has the same members.</summary>
    public static JsonSerializerOptions WithNulls { get; } = new(PathwayJson.Plain) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static IEnumerable<IReadOnlyList<string>> Rows(ImpactReport report) =>
    [
        Row("total", report.Total),
        .. report.Colleges.Select(line => Row("college", line)),
        .. report.Kinds.Select(line => Row("kind", line)),
        .. report.Activities.Select(line => Row("activity", line)),
        .. report.Resources.Select(line => Row("resource", line)),
    ];

    public static IReadOnlyList<string> Row(Encounter encounter) =>
    [
        encounter.College, encounter.CollegeName, encounter.Date, encounter.Activity, encounter.Title, encounter.Kind, encounter.Employer, encounter.YearGroup, $"{encounter.Learners}",
    ];

    private static IReadOnlyList<string> Row(string table, ImpactLine line) =>
        [table, line.Key, line.Name, $"{line.Learners}", $"{line.Encounters}", line.Hours?.ToString(CultureInfo.InvariantCulture) ?? "", $"{line.Before}"];
}
