namespace Pathway.Functions.Programme;

/// <summary>Section <c>Terms</c>: the terms, with their dates as the colleges have them.</summary>
public sealed class TermsOptions
{
    public const string Section = "Terms";

    /// <summary>Empty: autumn from September, spring from January, summer from 16 April, without a gap.</summary>
    public IList<TermOption> Dates { get; } = [];
}
