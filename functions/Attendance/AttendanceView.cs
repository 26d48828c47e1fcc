using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance;

/// <summary>
/// How many reports were read, and how many of the people in them belong to no college: by their addresses, or
/// because Teams gave none.
/// </summary>
public sealed record AttendanceView(string Activity, int Reports, int Elsewhere, int WithoutAddress)
{
    /// <summary>The date of a series that it is about; left out of the whole.</summary>
    public string? Date { get; init; }

    /// <summary>The same for each date of a series of which there is a report; left out of what is held once.</summary>
    public IReadOnlyList<AttendanceView>? Occurrences { get; init; }

    public static AttendanceView From(ActivityId activity, IReadOnlyList<AttendanceState> states)
    {
        var all = states.Select(From).ToList();
        var dated = all.Where(view => view.Date is not null).ToList();
        return new AttendanceView(
            activity.ToString(), all.Sum(view => view.Reports), all.Sum(view => view.Elsewhere), all.Sum(view => view.WithoutAddress))
        { Occurrences = dated.Count == 0 ? null : dated };
    }

    private static AttendanceView From(AttendanceState state) =>
        new(
            state.Activity.ToString(),
            state.Batches.Take(state.Queued).Sum(batch => batch.Reports.Count),
            state.Elsewhere,
            state.WithoutAddress)
        { Date = state.Date is { } date ? LocalDatePattern.Iso.Format(date) : null };
}
