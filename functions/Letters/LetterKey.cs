using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>
/// One letter that is sent once: about an activity, of a kind, for a day, to somebody. An activity that moves to another
/// day has other letters.
/// </summary>
/// <param name="To">A speaker by the keyed hash of their address, or a college's id.</param>
public sealed record LetterKey(ActivityId Activity, LetterKind Kind, LocalDate Day, string To)
{
    private const char Between = '~';

    /// <summary>The row, and what a draft carries so that it is found again.</summary>
    public override string ToString() =>
        string.Join(Between, Activity, Kind, LocalDatePattern.Iso.Format(Day), To);

    public static bool TryParse(string row, out LetterKey key)
    {
        key = new LetterKey(default, default, default, "");
        if (row.Split(Between) is not [var id, var word, var day, var to]
            || !ActivityId.TryParse(id, out var activity)
            || !Enum.TryParse<LetterKind>(word, out var kind)
            || LocalDatePattern.Iso.Parse(day) is not { Success: true, Value: var date })
            return false;
        key = new LetterKey(activity, kind, date, to);
        return true;
    }
}
