namespace Pathway.Functions.Calendars.Preview;

/// <summary>What one college would see of it.</summary>
/// <param name="College">Its id.</param>
/// <param name="Mails">How many mails its addresses would get.</param>
/// <param name="Sees">In a sentence.</param>
public sealed record CollegePreview(string College, string Name, int Mails, string Sees);
