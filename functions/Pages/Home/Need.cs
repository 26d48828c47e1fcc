namespace Pathway.Functions.Pages.Home;

/// <summary>Something that needs the manager: a sentence, and where the button beside it leads.</summary>
public sealed record Need(string What, string Detail, string Address, string Button);
