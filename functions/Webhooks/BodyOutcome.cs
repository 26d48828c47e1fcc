namespace Pathway.Functions.Webhooks;

/// <summary>How a body could be read.</summary>
public enum BodyOutcome
{
    Read,
    TooLarge,
    UnknownEncoding,
    Broken,

    /// <summary>It stopped, or was no body, on its way.</summary>
    Cut,
}
