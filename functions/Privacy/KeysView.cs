namespace Pathway.Functions.Privacy;

/// <summary>How the root key stands.</summary>
/// <param name="Mark">Tells the root under which pseudonyms began from every other, and says nothing of it.</param>
/// <param name="Replacing">What was given out under the root before is still taken.</param>
/// <param name="Keep">What <c>Keys__Kept</c> is to be before <c>Keys__Previous</c> is taken away; sealed anew each
/// time.</param>
public sealed record KeysView(string Mark, bool Replacing, string? Keep);
