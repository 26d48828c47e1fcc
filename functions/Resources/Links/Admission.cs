namespace Pathway.Functions.Resources.Links;

/// <summary>Whether somebody is let in to a resource.</summary>
public enum Admission
{
    Admitted,

    /// <summary>By no sign-in, or by a link that opens nothing.</summary>
    Refused,

    /// <summary>Signed in, without a part in the programme.</summary>
    NoRole,
}
