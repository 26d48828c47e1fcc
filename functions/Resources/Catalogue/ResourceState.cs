namespace Pathway.Functions.Resources.Catalogue;

/// <summary>Where a version is on its way to the colleges, and with it the resource.</summary>
public enum ResourceState
{
    /// <summary>Its file is awaited.</summary>
    Uploading,

    /// <summary>Its file is there and is being looked at.</summary>
    Checking,

    /// <summary>Its file is there for good.</summary>
    Published,

    /// <summary>Its file never came or was not taken; the reason says why.</summary>
    Refused,

    /// <summary>It was taken back and is not to be had any more, published or not.</summary>
    Withdrawn,
}
