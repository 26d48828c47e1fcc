using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>The form of a college that joins, or of one that is there.</summary>
public sealed record CollegeFormModel(College? College, FormState Form);
