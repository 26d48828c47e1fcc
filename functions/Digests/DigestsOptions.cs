using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Digests;

/// <summary>Section <c>Digests</c>.</summary>
public sealed class DigestsOptions
{
    public const string Section = "Digests";

    /// <summary>Who gets the programme's own digest; empty: the programme's mailbox.</summary>
    [MaxLength(500)]
    public IList<string> ProgrammeRecipients { get; } = [];

    /// <summary>How far ahead a digest looks, in days.</summary>
    [Range(1, 92)]
    public int DaysAhead { get; set; } = 28;

    /// <summary>Days without a word from a college after which the digests say so.</summary>
    [Range(1, 28)]
    public int QuietDays { get; set; } = 14;

    /// <summary>
    /// Seconds until digests that Graph did not answer are tried again; doubled each time, up to ten minutes.
    /// </summary>
    [Range(0, 600)]
    public int FirstWaitSeconds { get; set; } = 30;
}
