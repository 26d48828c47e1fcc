namespace Pathway.Functions.Audit;

/// <summary>One member that a call changed.</summary>
/// <param name="About">The thing it is a member of, as <c>college utc-leeds</c>.</param>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none any more.</param>
public sealed record AuditChange(string About, string Member, string? Before, string? After);
