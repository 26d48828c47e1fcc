using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities;

/// <summary>Of which colleges a visitor may hand in who attended: those invited, a coordinator's own among them.</summary>
public static class SheetColleges
{
    public static IReadOnlyList<College> For(Visit visit, Activity activity, IEnumerable<College> register) =>
    [
        .. register.Where(college => college.LeftAt is null && visit.Reads(college.Id) && activity.Definition.Audience.Includes(college.Id))
            .OrderBy(college => college.Definition.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<(string Value, string Words)> Choices(IEnumerable<College> colleges) =>
        [.. colleges.Select(college => (college.Id.ToString(), college.Definition.Name))];
}
