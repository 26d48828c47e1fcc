namespace Pathway.Functions.Letters;

/// <summary>Section <c>Letters</c>: which letters speakers get by themselves.</summary>
public sealed class LettersOptions
{
    public const string Section = "Letters";

    /// <summary>The join link and the brief, a week before.</summary>
    public bool WeekBefore { get; set; } = true;

    /// <summary>The same, a day before.</summary>
    public bool DayBefore { get; set; } = true;

    /// <summary>Thanks, with who came and how it was rated, two days after.</summary>
    public bool ThankYou { get; set; } = true;
}
