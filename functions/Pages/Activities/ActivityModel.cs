using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Attendance;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities;

/// <summary>What the page of one activity shows.</summary>
/// <param name="Attendance">What Teams reported; null for who is not the manager, and where it reported nothing.</param>
/// <param name="Colleges">Names by id.</param>
/// <param name="Titles">Of the activity's resources.</param>
/// <param name="SheetColleges">Of which colleges the visitor may hand in who attended; none before it has begun.</param>
public sealed record ActivityModel(
    ActivityLine Line,
    InvitationsView Ledger,
    AttendanceView? Attendance,
    IReadOnlyDictionary<string, string> Colleges,
    IReadOnlyDictionary<ResourceId, string> Titles,
    IReadOnlyList<(string Value, string Words)> SheetColleges)
{
    /// <summary>What was answered to one date of a series alone.</summary>
    public IEnumerable<(LocalDate Date, IReadOnlyDictionary<string, Responses> Colleges)> OwnAnswers =>
        (Ledger.Dates ?? new Dictionary<string, IReadOnlyDictionary<string, Responses>>(StringComparer.Ordinal))
            .Select(date => (LocalDatePattern.Iso.Parse(date.Key).GetValueOrThrow(), date.Value));
}
