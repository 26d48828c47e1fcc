using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Graph;

/// <summary>Section <c>Graph</c>: the programme's mailbox and how to reach it.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>The service root. Its path must be exactly <c>/v1.0</c>, or the SDK builds wrong addresses.</summary>
    [Required]
    [RegularExpression("^https?://[^/]+/v1\\.0$", ErrorMessage = "Graph__BaseUrl must end in exactly /v1.0.")]
    public string BaseUrl { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>User principal name of the programme's mailbox: the organiser of every invitation and the sender of every digest.</summary>
    [Required]
    [EmailAddress]
    public string Mailbox { get; set; } = "";

    /// <summary>Client id of the user-assigned identity; empty for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    /// <summary>A fixed bearer token, for the simulator: refused for any address that is not this machine's.</summary>
    public string? LocalToken { get; set; }

    /// <summary>Requests at once to one mailbox. Exchange allows four.</summary>
    [Range(1, 4)]
    public int Concurrency { get; set; } = 4;

    /// <summary>The first wait before a request is tried again, in milliseconds.</summary>
    [Range(1, 60_000)]
    public int RetryDelayMilliseconds { get; set; } = 500;

    /// <summary>The longest wait spent in memory, in seconds; what must wait longer goes back to its queue.</summary>
    [Range(0, 60)]
    public int LongestWaitSeconds { get; set; } = 10;
}
