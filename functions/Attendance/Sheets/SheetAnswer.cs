using Pathway.Functions.Http;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>What became of a file, and of its lines.</summary>
/// <param name="Refusal">Why nothing of it was taken.</param>
/// <param name="Reason">The same in words, of the file as a whole.</param>
/// <param name="Taken">Null where nothing was.</param>
/// <param name="Faults">The lines that were not taken.</param>
public sealed record SheetAnswer(SheetRefusal Refusal, string Reason, AttendanceSheetView? Taken, FaultTally Faults)
{
    /// <summary>When it is worth another try; null where it is not.</summary>
    public TimeSpan? Wait { get; init; }

    internal static SheetAnswer Refused(SheetRefusal refusal, string reason, TimeSpan? wait = null) =>
        new(refusal, reason, null, new FaultTally()) { Wait = wait };
}
