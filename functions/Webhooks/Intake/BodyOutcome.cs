namespace Pathway.Functions.Webhooks.Intake;

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
