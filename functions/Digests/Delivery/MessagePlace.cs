namespace Pathway.Functions.Digests.Delivery;

/// <summary>Where a message is.</summary>
public enum MessagePlace
{
    Drafts,
    Sent,

    /// <summary>Somebody deleted it.</summary>
    Gone,
}
