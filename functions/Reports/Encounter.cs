namespace Pathway.Functions.Reports;

/// <summary>Learners of one year group who were verifiably at an activity on a day. Null where a small number is hidden; <see cref="YearGroup"/> is empty where no enrolment says it.</summary>
public sealed record Encounter(string College, string CollegeName, string Date, string Activity, string Title, string Kind, string Employer, string YearGroup, long? Learners);
