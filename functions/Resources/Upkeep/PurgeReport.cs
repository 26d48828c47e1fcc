namespace Pathway.Functions.Resources.Upkeep;

/// <summary>What a night's purge did, or in a dry run would do.</summary>
/// <param name="Abandoned">Versions whose file never came.</param>
/// <param name="Resumed">Versions whose check was lost and is asked for again.</param>
/// <param name="Uploads">Uploads nobody waits for, deleted.</param>
/// <param name="Files">Files no version names, deleted.</param>
public sealed record PurgeReport(int Abandoned, int Resumed, int Uploads, int Files);
