namespace Pathway.Functions.Storage;

/// <summary>The blob containers; their names are in lower case.</summary>
public enum StorageContainer
{
    /// <summary>Content-addressed files of published resources.</summary>
    Resources,

    /// <summary>Where colleges and the manager put a file before it is checked.</summary>
    Uploads,

    /// <summary>Facts of deliveries too large for a queue message.</summary>
    Claims,

    /// <summary>Rendered digests.</summary>
    Digests,

    /// <summary>The tables as they were, a folder for each night.</summary>
    Backups,
}
