using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Pages.Resources;

/// <summary>Why a file was not taken, to follow the word File.</summary>
internal static class UploadWords
{
    /// <summary>Null when it was taken.</summary>
    public static string? For(UploadOutcome outcome) => outcome switch
    {
        UploadOutcome.Accepted => null,
        UploadOutcome.Empty => "is empty: choose another one.",
        UploadOutcome.NotArrived => "has not arrived. Send it again.",
        UploadOutcome.TooLarge => "is larger than 25 MB: send it with scripts allowed in your browser.",
        UploadOutcome.Unknown => "has no place any more.",
        UploadOutcome.Withdrawn => "was withdrawn meanwhile.",
        _ => "came second: another one was sent for the same version. Send yours again as a new version.",
    };

    /// <summary>Why a version whose file came with a form has none; null where what was sent before stands.</summary>
    public static string? Ended(UploadOutcome outcome) => outcome switch
    {
        UploadOutcome.Empty => "The file was empty.",
        UploadOutcome.NotArrived => "The file did not arrive as a whole.",
        UploadOutcome.TooLarge => "The file was larger than 25 MB and was sent without a script.",
        _ => null,
    };

    public static string? For(ResourceChange change) => change switch
    {
        ResourceChange.Full =>
            $"cannot be added: a resource has at most {ResourceRow.MaxVersions} versions. Publish a new one.",
        ResourceChange.Withdrawn => "cannot be added: the resource has been withdrawn.",
        _ => null,
    };
}
