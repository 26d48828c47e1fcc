namespace Pathway.Functions.Backups;

/// <summary>A backup as the API shows it.</summary>
/// <param name="State"><c>running</c>, <c>done</c>, <c>checked</c> or <c>unreadable</c>.</param>
/// <param name="Unsettled">Tables that changed as often as they were read.</param>
public sealed record BackupView(
    string Id, string State, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, DateTimeOffset? CheckedAt, int Rows, int Parts,
    IReadOnlyList<string> Unsettled, string? Fault)
{
    public static BackupView From(Backup backup) => new(
        backup.Id,
        StateOf(backup),
        backup.RequestedAt,
        backup.FinishedAt,
        backup.CheckedAt,
        backup.Parts.Sum(part => part.Rows),
        backup.Parts.Count,
        backup.Unsettled,
        backup.Fault);

    private static string StateOf(Backup backup) => backup switch
    {
        { Fault: not null } => "unreadable",
        { CheckedAt: not null } => "checked",
        { IsDone: true } => "done",
        _ => "running",
    };
}
