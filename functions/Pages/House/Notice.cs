namespace Pathway.Functions.Pages.House;

/// <summary>A page that says one thing.</summary>
/// <param name="Heading">In a few words.</param>
/// <param name="Text">In a sentence or two.</param>
/// <param name="Link">Where to go from here; null for nowhere.</param>
public sealed record Notice(string Heading, string Text, string? Link = null, string LinkText = "");
