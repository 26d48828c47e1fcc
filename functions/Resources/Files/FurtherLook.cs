namespace Pathway.Functions.Resources.Files;

/// <summary>Where more must be read than the first bytes.</summary>
public enum FurtherLook
{
    None,

    /// <summary>A ZIP archive: its directory and every entry.</summary>
    Archive,

    /// <summary>An OLE compound file: its directory.</summary>
    Compound,

    /// <summary>Something that begins as XML does: all of it.</summary>
    Markup,
}
