namespace Pathway.Functions.Digests.Delivery;

/// <summary>Where a message is.</summary>
public enum MessagePlace
{
    Drafts,
    Sent,

    /// <summary>A draft in Deleted Items: somebody did not want it sent.</summary>
    Deleted,

    /// <summary>It is nowhere.</summary>
    Gone,
}
