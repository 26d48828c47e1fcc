namespace Pathway.Functions.OpenApi;

/// <summary>How a call is opened.</summary>
internal enum ApiAccess
{
    Anybody,

    /// <summary>Signed in with the role of the programme's manager.</summary>
    Manager,

    /// <summary>Signed in as a manager, or as a coordinator for the own college's part.</summary>
    Reader,

    /// <summary>A college's system: signed, or with the college's password.</summary>
    System,

    /// <summary>A college's learning platform with the college's password.</summary>
    Platform,

    /// <summary>Whoever has the address with its token.</summary>
    Address,
}
