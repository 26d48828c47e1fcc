using System.Text.Json.Serialization;
using Azure;

namespace Pathway.Functions.Backups;

/// <summary>A backup on its way back into the tables: blob <c>restore.json</c>.</summary>
/// <param name="Backup">Whose rows.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record Restore(string Backup, DateTimeOffset RequestedAt)
{
    /// <summary>The one table that is brought back; null for all.</summary>
    public string? Table { get; init; }

    /// <summary>Parts that are back.</summary>
    public int Done { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    [JsonIgnore]
    public ETag ETag { get; init; }
}
