using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// What must stay whatever its age and whoever asks: <c>utc-leeds/2025</c> a college's academic year, <c>utc-leeds</c> all of a
/// college's (<c>Programme__Holds__0</c> and so on).
/// </summary>
public sealed class LegalHolds
{
    private readonly HashSet<(CollegeId College, int? Year)> held = [];

    public LegalHolds(IOptions<ProgrammeOptions> programme)
    {
        foreach (var hold in programme.Value.Holds)
            held.Add(
                TryParse(hold, out var parsed) ? parsed : throw new FormatException("A legal hold cannot be read."));
    }

    public static bool TryParse(string text, out (CollegeId College, int? Year) hold)
    {
        var parts = text.Trim().Split('/');
        var isCollege = CollegeId.TryParse(parts[0], out var college);
        var year = 0;
        hold = (college, null);
        if (!isCollege || parts.Length > 2)
            return false;
        if (parts.Length == 2
            && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out year)
                && year is >= 2000 and < 2200))
            return false;
        hold = (college, parts.Length == 2 ? year : null);
        return true;
    }

    public bool Holds(CollegeId college, AcademicYear year) =>
        held.Contains((college, null)) || held.Contains((college, year.Start));

    /// <summary>Whether anything of the college is held.</summary>
    public bool Holds(CollegeId college) => held.Any(hold => hold.College == college);

    /// <summary>Whether anything of the academic year is held, at whichever college.</summary>
    public bool Holds(AcademicYear year) => held.Any(hold => hold.Year is null || hold.Year == year.Start);
}
