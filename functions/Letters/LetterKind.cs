namespace Pathway.Functions.Letters;

public enum LetterKind
{
    WeekBefore,
    DayBefore,
    ThankYou,

    /// <summary>To a college of which nobody has answered, on the manager's word.</summary>
    Nudge,
}
