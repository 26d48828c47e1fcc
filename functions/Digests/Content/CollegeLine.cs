namespace Pathway.Functions.Digests.Content;

/// <summary>One college in the programme's digest.</summary>
public sealed record CollegeLine(
    string College, int Sessions, Shown Learners, Shown Minutes, double? LearnersBefore, string State);
