using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Privacy;

/// <summary>
/// Section <c>Privacy</c>: how long things are kept. Years are academic years after the one a thing belongs to: with
/// 3, what happened in 2026/27 goes in the first nights of September 2030.
/// </summary>
public sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>Facts, their counters, enrolments and aliases.</summary>
    [Range(0, 20)]
    public int FactsYears { get; set; } = 3;

    /// <summary>Digests as they were sent, and the log of sending.</summary>
    [Range(0, 20)]
    public int DigestsYears { get; set; } = 1;

    /// <summary>Which attendance reports were read, which letters were sent, how meetings were held.</summary>
    [Range(0, 20)]
    public int AttendanceYears { get; set; } = 1;

    /// <summary>Who changed what.</summary>
    [Range(1, 20)]
    public int AuditYears { get; set; } = 6;

    /// <summary>Days in the delivery log; it shows no more than 30.</summary>
    [Range(30, 3_660)]
    public int DeliveryDays { get; set; } = 30;

    /// <summary>Days until a dead letter nobody replayed is given up.</summary>
    [Range(30, 3_660)]
    public int DeadLetterDays { get; set; } = 180;

    /// <summary>Storage calls that one night's purge or one run of an erasure may make; the rest waits for the next.</summary>
    [Range(1, 1_000_000)]
    public int TransactionsPerRun { get; set; } = 20_000;
}
