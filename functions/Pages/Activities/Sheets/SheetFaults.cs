using Pathway.Functions.Attendance.Sheets;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities.Sheets;

/// <summary>What is wrong with a sheet, at the one field the page has for it.</summary>
internal static class SheetFaults
{
    private const string Field = "/" + FormFields.File;

    public static IReadOnlyList<Fault> NoCollege { get; } = [new Fault("/college", "is missing: choose one.")];

    public static IReadOnlyList<Fault> NoFile { get; } = [new Fault(Field, "is missing: choose a file of up to 1 MB.")];

    public static IReadOnlyList<Fault> For(SheetAnswer answer) => answer switch
    {
        { Reason.Length: > 0 } => [new Fault(Field, $"was not taken. {answer.Reason}{Later(answer)}")],
        { Faults.More: > 0 and var more } =>
            [.. answer.Faults.Told.Select(AtField), new Fault(Field, $"has {more} more lines like these.")],
        _ => [.. answer.Faults.Told.Select(AtField)],
    };

    private static string Later(SheetAnswer answer) => answer.Wait is null ? "" : " Send it again in a minute.";

    private static Fault AtField(Fault fault) => new(Field, $"cannot be taken. {fault}");
}
