namespace Pathway.Functions.Resources.Links;

public sealed record LinkView(string Url);
