using Pathway.Functions.Activities;
using Pathway.Functions.Attendance.Sheets;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities.Sheets;

/// <summary>A sheet on its way: first the file, then what would be taken of it.</summary>
/// <param name="Colleges">Those for which the visitor may send one.</param>
/// <param name="Seen">What would be taken; null while there is a file to choose.</param>
/// <param name="Sealed">The file, to be sent once more with the word to take it.</param>
public sealed record SheetModel(
    Activity Activity,
    IReadOnlyList<(string Value, string Words)> Colleges,
    FormState Form,
    AttendanceSheetView? Seen,
    string Sealed);
