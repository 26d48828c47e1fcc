namespace Pathway.Functions.Http.Sheets;

/// <summary>A file that is no sheet, or more than one: the message says so in words for its sender.</summary>
internal sealed class SheetRefusedException(string reason) : Exception(reason);
