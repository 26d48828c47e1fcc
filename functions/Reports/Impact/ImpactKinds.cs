namespace Pathway.Functions.Reports.Impact;

/// <summary>What the report tells apart.</summary>
public static class ImpactKinds
{
    /// <summary>An activity the catalogue does not know.</summary>
    public const string Activity = "activity";

    public const string Resource = "resource";

    /// <summary>Things in the colleges' own platforms.</summary>
    public const string Elsewhere = "elsewhere";

    public static string Words(string kind) => kind switch
    {
        "total" => "All colleges",
        "masterclass" => "Masterclasses",
        "project" => "Projects",
        "competition" => "Competitions",
        Resource => "Resources",
        Elsewhere => "The colleges' own material",
        _ => "Other activities",
    };
}
