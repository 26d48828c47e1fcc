using Azure;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance;

/// <summary>
/// What is known of a meeting's attendance. A batch is written down before its facts are queued: which reports it
/// holds decides what each fact says, and must be the same in every try.
/// </summary>
public sealed record AttendanceState(ActivityId Activity)
{
    /// <summary>Of which date of a series; null for what is held once.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>What it is kept under, and what its facts are named after.</summary>
    public string Name => Date is { } date ? $"{Activity}{Separator}{LocalDatePattern.Iso.Format(date)}" : Activity.ToString();

    public string? Meeting { get; init; }

    /// <summary>Whose meeting it is; null before it was found, or where there was one mailbox then.</summary>
    public Mailbox? Mailbox { get; init; }

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

    /// <summary>No activity's id has one.</summary>
    internal const char Separator = '~';

    /// <summary>The state that is kept under a name, of which nothing is known yet.</summary>
    public static AttendanceState Named(string name) => name.Split(Separator) is [var activity, var date]
        ? new(ActivityId.Parse(activity)) { Date = LocalDatePattern.Iso.Parse(date).GetValueOrThrow() }
        : new(ActivityId.Parse(name));
}
