using Pathway.Functions.Activities;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>
/// A line of an attendance sheet that can be taken. The learner is a reference already: identifiers stay with the
/// file.
/// </summary>
internal sealed record SheetLine(int Line, Activity Activity, LearnerRef Learner, int Minutes);
