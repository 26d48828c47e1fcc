namespace Pathway.Functions.Calendars.Preview;

/// <summary>What a change of a college would do, before anything is kept.</summary>
/// <param name="Activities">Those that mail somebody, by their start.</param>
/// <param name="Reasons">Why, in words.</param>
public sealed record CollegeChangeView(
    MailCount Mails, IReadOnlyList<ActivityMails> Activities, IReadOnlyList<string> Reasons);
