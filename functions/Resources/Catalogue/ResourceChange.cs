namespace Pathway.Functions.Resources.Catalogue;

/// <summary>What a change of a resource came to.</summary>
public enum ResourceChange
{
    Done,

    /// <summary>There is no such resource, or no such version of it.</summary>
    Unknown,

    /// <summary>Nothing was written: the version that is there is not what the caller asked for.</summary>
    ChangedSince,

    /// <summary>Nothing was written: it is withdrawn, and that is final.</summary>
    Withdrawn,

    /// <summary>Nothing was written: it has as many versions as a resource can have.</summary>
    Full,
}
