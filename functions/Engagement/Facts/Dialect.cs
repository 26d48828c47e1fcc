namespace Pathway.Functions.Engagement.Facts;

/// <summary>How facts came in; the word in the delivery log.</summary>
public enum Dialect
{
    /// <summary>The app's own: the use of a resource, attendance that Teams reported.</summary>
    Pathway,
    CloudEvents,
    Xapi,
    Caliper,

    /// <summary>A spreadsheet that a coordinator handed in.</summary>
    Sheet,
}
