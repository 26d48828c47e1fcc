namespace Pathway.Functions.Audit;

/// <summary>One call that changes something.</summary>
/// <param name="Id">The newest come first in the order of their ids.</param>
/// <param name="By">The address of whoever signed in; empty when their token has none.</param>
/// <param name="Role"><c>manager</c> or <c>coordinator</c>.</param>
/// <param name="What">Method and path, of which nothing remains that is no plain id.</param>
public sealed record AuditLine(string Id, DateTimeOffset At, string By, string Role, string What)
{
    /// <summary>The college whose part it is; null for what is the programme's.</summary>
    public string? College { get; init; }

    /// <summary>
    /// <c>done</c>, or <c>refused</c> with the answer's status; null when nobody knows, because the app died or storage
    /// was out in between.
    /// </summary>
    public string? Outcome { get; init; }

    public IReadOnlyList<AuditChange> Changes { get; init; } = [];
}
