using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Calendars;

/// <summary>Section <c>Calendars</c>.</summary>
public sealed class CalendarsOptions
{
    public const string Section = "Calendars";

    /// <summary>How long those who join late are gathered before they are invited together, in minutes.</summary>
    [Range(0, 24 * 60)]
    public double GatherMinutes { get; set; } = 10;

    /// <summary>
    /// <c>summary</c>: a milestone stands in the invitation's text and in the feeds; <c>entries</c>: it is an all-day
    /// entry of its own, of which everybody gets a mail.
    /// </summary>
    [RegularExpression("^(summary|entries)$")]
    public string Milestones { get; set; } = "summary";

    /// <summary>The Outlook category of our events. One that is made by hand with it is adopted as a masterclass.</summary>
    [Required]
    public string Category { get; set; } = "Pathway";
}
