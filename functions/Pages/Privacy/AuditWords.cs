using Pathway.Functions.Audit;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>
/// A line of the audit trail as the manager would say it: <c>moved Genomics on a laptop to Wed 9 December, 14:00</c>. What was
/// refused, or of which nobody knows what came, is left as it was called, and so is what has no words here.
/// </summary>
public sealed class AuditWords(AuditNames names)
{
    private const string Done = "done";

    private readonly ActivityAudit activities = new(names);
    private readonly CollegeAudit colleges = new(names);
    private readonly ResourceAudit resources = new(names);

    /// <summary>Null where method and path are all there is to say.</summary>
    public string? For(AuditLine line)
    {
        if (line.Outcome != Done || line.What.Split(' ', 2) is not [var method, var address])
            return null;
        var path = address.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return For(method, path is ["api", .. var rest] ? rest : path, line);
    }

    private string? For(string method, string[] path, AuditLine line) => path switch
    {
        ["activities", .. var rest] => activities.Words(method, rest, line.Changes),
        ["colleges", .. var rest] => colleges.Words(rest, line.Changes),
        ["resources", .. var rest] => resources.Words(rest, line.Changes),
        ["calendar", "confirm-cancellations" or "restore-cancellations"] or ["problems", "calendar"] => activities.Decided(line.Changes),
        ["digests", "send"] => "sent digests that had not gone",
        ["digests", "resend"] or ["digests", _, _, "resend"] => "sent a digest again",
        ["digests", var week] when IsoWeek.TryParse(week, out var monday) => $"sent the digests of {DigestWords.Window(monday)}",
        ["dead-letters", _, "replay"] or ["problems", "replay"] => "put a piece of work that had failed back",
        ["dead-letters", "replay"] => "put all work that had failed back",
        ["dead-letters", _] or ["problems", "dismiss"] => "gave up a piece of work that had failed",
        ["learners", "export"] => $"took out what is kept of a learner{At(line)}",
        ["learners", "erase"] => $"erased a learner{At(line)}",
        ["admin", "backup"] => "asked for a backup",
        ["admin", "backups", var id, "restore"] => $"brought data back from backup {id}",
        _ => null,
    };

    private string At(AuditLine line) => line.College is { } college ? $" of {names.College(college)}" : "";
}
