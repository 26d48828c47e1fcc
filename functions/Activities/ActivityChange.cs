namespace Pathway.Functions.Activities;

/// <summary>What a change of an activity came to.</summary>
public enum ActivityChange
{
    Created,
    Updated,

    /// <summary>Nothing was written: it is already so.</summary>
    Unchanged,

    /// <summary>Nothing was written: the version that is there is not what the caller asked for.</summary>
    ChangedSince,

    /// <summary>Nothing was written: there is no such activity.</summary>
    Unknown,
}
