using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>
/// A line of an attendance sheet that can be taken. The learner is a reference already: identifiers stay with the
/// file.
/// </summary>
internal sealed record SheetLine(
    int Line, Activity Activity, Occurrence Occurrence, LearnerRef Learner, int Minutes)
{
    /// <summary>What the line's fact is named after: the activity, and of a series the date.</summary>
    public string Name => Activity.Definition.Repeats is null
        ? Activity.Id.ToString()
        : $"{Activity.Id}~{LocalDatePattern.Iso.Format(Occurrence.Date)}";
}
