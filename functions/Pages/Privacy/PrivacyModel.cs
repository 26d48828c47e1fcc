using Pathway.Functions.Audit;
using Pathway.Functions.Privacy.Retention;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>Who changed what, and what the next nights take away.</summary>
/// <param name="More">The id after which older lines come; null on the last page.</param>
/// <param name="Words">Says a line as a person would.</param>
public sealed record PrivacyModel(
    IReadOnlyList<AuditLine> Lines, string? More, AuditWords Words, RetentionReport Retention);
