namespace Pathway.Functions.Colleges;

/// <summary>What a change of a college came to.</summary>
public enum CollegeChange
{
    Created,
    Updated,

    /// <summary>Nothing was written: the version that is there is not what the caller asked for.</summary>
    ChangedSince,

    /// <summary>Nothing was written: the college is being erased, and may join once that is done.</summary>
    BeingErased,

    /// <summary>Nothing was written: there is no such college.</summary>
    Unknown,
}
