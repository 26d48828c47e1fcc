namespace Pathway.Functions.Tests.Privacy;

/// <summary>What one HTTP function answers to each kind of caller: 0 for whatever it answers to somebody it lets in.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Call">A method and an address that reaches it; <c>{resource}</c> and <c>{letter}</c> stand for ones
/// that are there.</param>
/// <param name="Rule">Who may.</param>
internal sealed record AccessLine(string Function, string Call, AccessRule Rule)
{
    /// <summary>Whether it is reached as a page's form, with the token that the caller's own pages carry.</summary>
    public bool IsForm { get; init; }
}
