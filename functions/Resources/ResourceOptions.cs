using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Resources;

/// <summary>Section <c>Resources</c>.</summary>
public sealed class ResourceOptions
{
    public const string Section = "Resources";

    /// <summary>The largest file published, in bytes: 2 GiB.</summary>
    public const long MaxFile = 2L * 1024 * 1024 * 1024;

    /// <summary>
    /// The largest file sent through the app, in bytes: 25 MiB, under the 30,000,000 bytes the Functions worker
    /// takes.
    /// </summary>
    public const int MaxContent = 25 * 1024 * 1024;

    /// <summary>How long an upload address works.</summary>
    public static readonly TimeSpan UploadLife = TimeSpan.FromHours(1);

    /// <summary>How long the address a reader is sent on to works.</summary>
    public static readonly TimeSpan ReadLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Raise it to end every link in every invitation. Invitations with resources in them change by it, and everybody
    /// invited is mailed.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int SharedLinkVersion { get; set; } = 1;

    /// <summary>
    /// Publish nothing before the account's malware scanner has said that a file is clean. A verdict that is there
    /// counts either way.
    /// </summary>
    public bool AwaitMalwareVerdict { get; set; }

    /// <summary>How long a verdict is awaited, in minutes from the end of the upload, before the file is refused.</summary>
    [Range(1, 1440)]
    public int MalwareVerdictWithinMinutes { get; set; } = 120;

    /// <summary>The wait between two looks for the verdict, in seconds.</summary>
    [Range(1, 3600)]
    public int MalwareVerdictPollSeconds { get; set; } = 20;
}
