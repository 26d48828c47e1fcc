using Azure;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance;

/// <summary>
/// What is known of a meeting's attendance. A batch is written down before its facts are queued: which reports it
/// holds decides what each fact says, and must be the same in every try.
/// </summary>
public sealed record AttendanceState(ActivityId Activity)
{
    public string? Meeting { get; init; }

    /// <summary>When the activity began; its facts are of that day, also if it is moved afterwards.</summary>
    public DateTimeOffset StartedAt { get; init; }

    public IReadOnlyList<ReportBatch> Batches { get; init; } = [];

    /// <summary>Batches of which every fact is queued.</summary>
    public int Queued { get; init; }

    /// <summary>People at no college of the programme.</summary>
    public int Elsewhere { get; init; }

    /// <summary>Those of them whose records have no address.</summary>
    public int WithoutAddress { get; init; }

    public ETag ETag { get; init; }
}
