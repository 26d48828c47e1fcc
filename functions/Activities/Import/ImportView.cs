namespace Pathway.Functions.Activities.Import;

/// <summary>What an import did, or with a dry run would do.</summary>
/// <param name="Entries">Each activity in words that a person checks.</param>
/// <param name="Notes">How the file was read, where it could be read otherwise.</param>
public sealed record ImportView(
    bool DryRun,
    IReadOnlyList<string> Created,
    IReadOnlyList<string> Updated,
    IReadOnlyList<string> Unchanged,
    IReadOnlyList<ImportedActivity> Entries,
    IReadOnlyList<string> Notes);
