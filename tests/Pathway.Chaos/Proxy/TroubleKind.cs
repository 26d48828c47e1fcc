namespace Pathway.Chaos.Proxy;

/// <summary>What a proxy does to a call.</summary>
internal enum TroubleKind
{
    /// <summary>It is taken, not passed on, and never answered.</summary>
    Hang,

    /// <summary>503, not passed on.</summary>
    Refuse,

    /// <summary>Passed on, and the answer breaks off in its middle.</summary>
    Cut,

    /// <summary>Passed on, and the answer names an ETag that never was.</summary>
    WrongETag,

    /// <summary>The second page of a list is the first once more, which leads to the second.</summary>
    RepeatedPage,

    /// <summary>What writes is answered 507, not passed on.</summary>
    Full,
}
