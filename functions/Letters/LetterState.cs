namespace Pathway.Functions.Letters;

/// <summary>How far a letter has come.</summary>
public enum LetterState
{
    /// <summary>Asked for; nobody is at it.</summary>
    Waiting,

    /// <summary>Somebody is at it until the lease ends; there may be a draft.</summary>
    Claimed,

    /// <summary>A draft is in the mailbox and its id is known; it may have been sent.</summary>
    Drafted,

    Sent,

    /// <summary>There was nothing to say any more, or nobody to say it to.</summary>
    Dropped,

    /// <summary>Its draft is neither in Drafts nor in Sent Items: it is not written again, for it may have gone.</summary>
    Lost,
}
