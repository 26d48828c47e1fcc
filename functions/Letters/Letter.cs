namespace Pathway.Functions.Letters;

/// <summary>A letter ready to send.</summary>
public sealed record Letter(IReadOnlyList<string> Recipients, string Subject, string Html);
