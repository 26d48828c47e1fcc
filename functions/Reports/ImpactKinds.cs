namespace Pathway.Functions.Reports;

/// <summary>What the report tells apart.</summary>
public static class ImpactKinds
{
    public const string Resource = "resource";

    /// <summary>Things in the colleges' own platforms.</summary>
    public const string Elsewhere = "elsewhere";
}
