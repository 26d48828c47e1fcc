using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Graph;

/// <summary>Section <c>Graph</c>: the programme's mailboxes and how to reach them.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>The service root. Its path must be exactly <c>/v1.0</c>, or the SDK builds wrong addresses.</summary>
    [Required]
    [RegularExpression("^https?://[^/]+/v1\\.0$", ErrorMessage = "Graph__BaseUrl must end in exactly /v1.0.")]
    public string BaseUrl { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>
    /// User principal name of the programme's mailbox: the organiser of every invitation and the sender of every
    /// digest. Several, with semicolons between them, share both (<see cref="Mailboxes"/>); the first is the one that
    /// there was before there were several.
    /// </summary>
    [Required]
    public string Mailbox { get; set; } = "";

    /// <summary>Client id of the user-assigned identity; empty for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>A fixed bearer token, for the simulator: refused for any address that is not this machine's.</summary>
    public string? LocalToken { get; set; }

    /// <summary>Requests at once to a mailbox, of all instances together. Exchange allows four.</summary>
    [Range(1, 4)]
    public int Concurrency { get; set; } = 4;

    /// <summary>
    /// How many people the app may write to from a mailbox in 24 hours. Exchange Online lets a mailbox reach 10,000 and returns what
    /// is over; a tenant may allow fewer from outside. 0 is any number.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RecipientsPerDay { get; set; } = 10_000;

    /// <summary>
    /// How many messages the app may send from a mailbox in a minute; Exchange Online takes 30 from a mailbox. 0 is any number.
    /// </summary>
    [Range(0, 100_000)]
    public int MessagesPerMinute { get; set; } = 30;

    /// <summary>The first wait before a request is tried again, in milliseconds.</summary>
    [Range(1, 60_000)]
    public int RetryDelayMilliseconds { get; set; } = 500;

    /// <summary>The longest wait spent in memory, in seconds; what must wait longer goes back to its queue.</summary>
    [Range(0, 60)]
    public int LongestWaitSeconds { get; set; } = 10;
}
