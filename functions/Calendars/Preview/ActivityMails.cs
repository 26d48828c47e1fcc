namespace Pathway.Functions.Calendars.Preview;

/// <summary>What a change of a college means for one activity.</summary>
/// <param name="Activity">Its id.</param>
/// <param name="Mails">How many mails its addresses would get.</param>
/// <param name="Sees">What the college would see of it, in a sentence.</param>
public sealed record ActivityMails(string Activity, string Title, int Mails, string Sees);
