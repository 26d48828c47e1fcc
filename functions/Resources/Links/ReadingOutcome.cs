namespace Pathway.Functions.Resources.Links;

public enum ReadingOutcome
{
    Open,
    Unknown,
    Withdrawn,
}
