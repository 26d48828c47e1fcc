using System.Globalization;
using Pathway.Functions.Activities.Import;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>One activity of a sheet as a person checks it.</summary>
/// <param name="Words">Such as <c>24 learners, 1,180 minutes in all, from 35 to 60 each</c>.</param>
/// <param name="Note">What to think of before it is handed in; null for nothing.</param>
public sealed record SheetEntry(string Activity, string Title, string When, string Words, string? Note)
{
    internal static SheetEntry From(SheetLine line, IReadOnlyList<int> minutes, int counted) => new(
        line.Activity.Id.ToString(),
        line.Activity.Definition.Title,
        PlanWords.When(
            line.Activity.Definition with { Start = line.Occurrence.Start, End = line.Occurrence.End, Repeats = null }, allDay: false),
        Tell(minutes, counted),
        line.Activity.Definition.Online
            ? "It was held in Teams, which reports attendance itself: minutes of a learner whom both report count twice."
            : null);

    private static string Tell(IReadOnlyList<int> minutes, int counted)
    {
        var each = minutes.Min() == minutes.Max()
            ? $"{minutes[0]} each"
            : $"from {minutes.Min()} to {minutes.Max()} each";
        var learners = $"{Number(minutes.Count)} {(minutes.Count == 1 ? "learner" : "learners")}";
        var words = $"{learners}, {Number(minutes.Sum())} minutes in all, {each}";
        return counted == 0
            ? words
            : $"{words}; {(counted == minutes.Count ? "all" : Number(counted))} counted already";
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
