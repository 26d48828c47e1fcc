namespace Pathway.Functions.Privacy.Evidence;

/// <summary>One way on which data about people goes.</summary>
/// <param name="LawfulBasis">Empty: the controller's to fill in.</param>
/// <param name="Recipients">Who sees it at its end.</param>
public sealed record Flow(
    string Name,
    string From,
    string To,
    string Purpose,
    string Fields,
    string Controller,
    string Processor,
    string Recipients,
    string RestsIn,
    string Protection,
    string LawfulBasis = "");
