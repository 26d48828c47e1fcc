namespace Pathway.Functions.Privacy.Erasure;

/// <summary>How far a college's erasure has come. The salt is gone before the first of them.</summary>
public enum ErasureState
{
    /// <summary>Deliveries taken before may still wait to be recorded.</summary>
    Waiting,

    /// <summary>What there is has been counted and goes.</summary>
    Erasing,

    Done,
}
