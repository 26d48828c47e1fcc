namespace Pathway.Functions.Engagement.Figures;

/// <summary>What a row of figures stands for.</summary>
public enum FiguresBy
{
    Day,
    Week,
    Term,
    Verb,
    Activity,
    Resource,

    /// <summary>Things in a college's own platform that no alias names.</summary>
    Elsewhere,
    College,
}
