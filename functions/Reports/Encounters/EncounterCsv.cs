using System.Globalization;

namespace Pathway.Functions.Reports.Encounters;

/// <summary>Encounters as rows: what a careers leader enters first, then the evidence.</summary>
public static class EncounterCsv
{
    public static readonly IReadOnlyList<string> Header =
    [
        "college", "collegeName", "date", "activity", "title", "kind", "employer", "yearGroup", "learners",
        "benchmark", "proof", "meeting", "plannedMinutes", "minutesEach", "submitted", "rated", "rating", "cohort",
        "sharePercent",
        "purpose", "outcomes", "shown", "notShown",
    ];

    public static IReadOnlyList<string> Row(Encounter encounter)
    {
        var about = encounter.About;
        var criteria = about?.Criteria(encounter.Submitted != 0).ToList() ?? [];
        return
        [
            encounter.College.ToString(), encounter.CollegeName, encounter.Date,
            encounter.Activity, about?.Definition.Title ?? encounter.Activity, about?.Kind ?? "",
            about?.Definition.Employer ?? "",
            encounter.YearGroup, $"{encounter.Learners}",
            $"{about?.Benchmark}", encounter.Proof, about?.Meeting
                ?? "", $"{about?.PlannedMinutes}", Number(encounter.MinutesEach),
            $"{encounter.Submitted}", $"{encounter.Rated}", Number(encounter.Rating), $"{encounter.Cohort}",
            Number(encounter.Share),
            about?.Definition.Purpose ?? "", string.Join("; ", about?.Definition.Outcomes ?? []),
            string.Join("; ", criteria.Where(one => one.IsShown).Select(one => one.Criterion)),
            string.Join("; ", criteria.Where(one => !one.IsShown).Select(one => one.Criterion)),
        ];
    }

    private static string Number(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "";
}
