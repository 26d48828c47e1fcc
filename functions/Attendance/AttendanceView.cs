namespace Pathway.Functions.Attendance;

/// <summary>
/// How many reports were read, and how many of the people in them belong to no college: by their addresses, or
/// because Teams gave none.
/// </summary>
public sealed record AttendanceView(string Activity, int Reports, int Elsewhere, int WithoutAddress)
{
    public static AttendanceView From(AttendanceState state) =>
        new(
            state.Activity.ToString(),
            state.Batches.Take(state.Queued).Sum(batch => batch.Reports.Count),
            state.Elsewhere,
            state.WithoutAddress);
}
