using Pathway.Functions.Colleges;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>What the manager hands over to a college's technician.</summary>
/// <param name="Secrets">Shown this once.</param>
/// <param name="PreviousUntil">Until when the secret before goes on working; null when there was none.</param>
public sealed record Handover(College College, CollegeView Secrets, string BaseUrl, DateTimeOffset? PreviousUntil);
