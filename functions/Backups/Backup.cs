using System.Globalization;
using System.Text.Json.Serialization;
using Azure;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Backups;

/// <summary>One backup and how far it has come: blob <c>{id}/backup.json</c> beside its parts.</summary>
/// <param name="Id">When it was asked for, in UTC to the second: <c>20261125-031500</c>.</param>
public sealed record Backup(string Id, DateTimeOffset RequestedAt)
{
    private const string IdFormat = "yyyyMMdd-HHmmss";

    /// <summary>When every table was read; null while it goes on.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When every part was read back and was as it was written.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>What reading it back found wrong.</summary>
    public string? Fault { get; init; }

    /// <summary>The table at work, by its place in <see cref="StorageTable"/>.</summary>
    public int Table { get; init; }

    /// <summary>The how manieth reading of this table: the first is of all, the others of what changed meanwhile.</summary>
    public int Pass { get; init; }

    /// <summary>When this reading began, as the table service's clock has it.</summary>
    public DateTimeOffset? PassBegan { get; init; }

    /// <summary>Rows that are newer than this are read; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Where the table is to be read on.</summary>
    public string? Continuation { get; init; }

    /// <summary>Rows that this reading found changed.</summary>
    public int Changed { get; init; }

    /// <summary>Tables that changed as often as they were read: rows of theirs may be minutes apart.</summary>
    public IReadOnlyList<string> Unsettled { get; init; } = [];

    /// <summary>In the order in which they were written; what a later one says of a row holds.</summary>
    public IReadOnlyList<BackupPart> Parts { get; init; } = [];

    [JsonIgnore]
    public ETag ETag { get; init; }

    [JsonIgnore]
    public bool IsDone => FinishedAt is not null;

    public static string IdOf(DateTimeOffset at) => at.UtcDateTime.ToString(IdFormat, CultureInfo.InvariantCulture);

    public static bool IsId(string id) => DateTime.TryParseExact(
        id, IdFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
