namespace Pathway.Functions.Engagement.Facts;

/// <summary>What a fact is about.</summary>
public enum ObjectKind
{
    /// <summary>The programme as a whole: a learner enrolled or left.</summary>
    Programme,
    Activity,
    Resource,

    /// <summary>A thing in a college's own platform that no alias names yet; its object is an address.</summary>
    Elsewhere,
}
