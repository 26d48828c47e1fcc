namespace Pathway.Functions.Resources.Uploads;

/// <summary>What became of saying that an upload is complete.</summary>
public enum UploadOutcome
{
    /// <summary>It will be checked, or has been published already.</summary>
    Accepted,

    /// <summary>There is no such resource or version.</summary>
    Unknown,

    /// <summary>No file has arrived at the upload address.</summary>
    NotArrived,

    /// <summary>Nothing was sent.</summary>
    Empty,

    /// <summary>More than <see cref="ResourceOptions.MaxContent"/> was sent through the app.</summary>
    TooLarge,

    /// <summary>The version is published with another file; a version never changes.</summary>
    Fixed,

    /// <summary>The version was refused; that is final.</summary>
    Refused,

    /// <summary>Another file for the same version was complete first; it is the one that is checked.</summary>
    Overtaken,

    Withdrawn,
}
