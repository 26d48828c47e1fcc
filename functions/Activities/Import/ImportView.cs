namespace Pathway.Functions.Activities.Import;

/// <summary>What an import did, or with a dry run would do.</summary>
public sealed record ImportView(bool DryRun, IReadOnlyList<string> Created, IReadOnlyList<string> Updated, IReadOnlyList<string> Unchanged);
