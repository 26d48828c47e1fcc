using Pathway.Functions.Privacy.Retention;

namespace Pathway.Functions.Privacy.Evidence;

/// <summary>
/// What a college lifts into its own impact assessment, made from the running configuration and the code's contracts.
/// </summary>
/// <param name="Dropped">How often a field was dropped at the edge in the last days, by its name.</param>
/// <param name="LastPurge">Null before the first night.</param>
public sealed record EvidencePack(
    string Programme,
    DateTimeOffset At,
    IReadOnlyList<AssessmentStep> Steps,
    IReadOnlyList<Flow> Flows,
    IReadOnlyList<Holding> Holdings,
    IReadOnlyList<Standard> Standards,
    IReadOnlyDictionary<string, int> Dropped,
    int DroppedDays,
    IReadOnlyList<string> LegalHolds,
    PurgeRecord? LastPurge);
