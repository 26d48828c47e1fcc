using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>The question before a college leaves, and whom it mails.</summary>
public sealed record LeaveModel(College College, CollegeChangeView Preview, FormState Form);
