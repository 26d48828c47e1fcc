namespace Pathway.Functions.Digests.Content;

public sealed record ComingResponses(int Accepted, int Tentative, int Declined, int None);
