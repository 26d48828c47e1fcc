namespace Pathway.Functions.Calendars.Preview;

/// <summary>What saving an activity would do, before anything is kept.</summary>
/// <param name="Colleges">The colleges it concerns, by name.</param>
/// <param name="Reasons">Why, and what cannot be done, in words.</param>
public sealed record PreviewView(
    MailCount Mails, IReadOnlyList<CollegePreview> Colleges, IReadOnlyList<string> Reasons);
