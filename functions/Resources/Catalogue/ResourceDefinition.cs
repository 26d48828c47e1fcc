using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>What the programme manager says of a resource.</summary>
public sealed record ResourceDefinition
{
    public required string Title { get; init; }

    /// <summary>The manager's own word for what it is: slides, worksheet, video.</summary>
    public required string Kind { get; init; }

    public string Summary { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The activity it belongs to. An activity may also name resources itself; both ways count.</summary>
    public ActivityId? Activity { get; init; }

    /// <summary>The school year it is made for, 7 to 14; null for all.</summary>
    public int? YearGroup { get; init; }

    /// <summary>Its addresses in the colleges' learning platforms: a fact about one of them is about this resource.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
