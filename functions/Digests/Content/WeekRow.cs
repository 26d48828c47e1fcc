namespace Pathway.Functions.Digests.Content;

/// <summary>One thing and what was done with it in the week.</summary>
public sealed record WeekRow(string Title, string Kind, int Learners, long Minutes, long Events);
