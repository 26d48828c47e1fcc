using Pathway.Functions.Http;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>What became of a sheet, or with a dry run would become of it.</summary>
/// <param name="Accepted">Lines taken; those counted before are among them and count nothing again.</param>
/// <param name="Entries">Each activity in words that a person checks.</param>
/// <param name="Faults">The lines that were not taken, the first hundred; the others were.</param>
/// <param name="More">Faults beyond those told.</param>
/// <param name="Delivery">What the call is named in the delivery log.</param>
public sealed record AttendanceSheetView(
    bool DryRun, int Accepted, IReadOnlyList<SheetEntry> Entries, IReadOnlyList<Fault> Faults, int More, string? Delivery);
