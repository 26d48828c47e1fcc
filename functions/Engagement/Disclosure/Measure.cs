namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>What an amount counts.</summary>
public enum Measure
{
    /// <summary>Events, encounters, ratings.</summary>
    Count,

    Minutes,
}
