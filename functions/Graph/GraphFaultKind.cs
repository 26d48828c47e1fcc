namespace Pathway.Functions.Graph;

/// <summary>What a failed request means for its caller.</summary>
public enum GraphFaultKind
{
    /// <summary>Nothing was done; what was addressed is not there.</summary>
    Gone,

    /// <summary>Nothing was done, for the request is not acceptable: it makes no sense to repeat it as it is.</summary>
    Refused,

    /// <summary>Nothing was done: not allowed, which an administrator can change.</summary>
    Forbidden,

    /// <summary>Nothing was done: the mailbox itself is not there or not enabled, which an administrator can change.</summary>
    NoMailbox,

    /// <summary>
    /// Nothing was done, for something else happened to it at the same moment: read it, decide, try again soon.
    /// </summary>
    Conflict,

    /// <summary>Nothing was done: come back later.</summary>
    Busy,

    /// <summary>Nobody knows whether it was done.</summary>
    Unknown,
}
