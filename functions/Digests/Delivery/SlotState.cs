namespace Pathway.Functions.Digests.Delivery;

/// <summary>How far a slot has come.</summary>
public enum SlotState
{
    /// <summary>Asked for; nobody is at it.</summary>
    Waiting,

    /// <summary>Somebody is at it until the lease ends; there may be a draft.</summary>
    Claimed,

    /// <summary>A draft is in the mailbox and its id is known; it may have been sent.</summary>
    Drafted,

    Sent,

    /// <summary>There was nobody to send it to.</summary>
    Nobody,
}
