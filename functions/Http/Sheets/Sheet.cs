namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// One sheet as text, from CSV or a workbook. Dates of a workbook are written as ISO 8601 has them (<c>2027-02-10</c>,
/// <c>2027-02-10T14:00</c>, <c>14:00</c>), numbers with a point; what CSV says stands as it stands.
/// </summary>
public sealed record Sheet(IReadOnlyList<SheetRow> Rows, IReadOnlyList<Fault> Faults);
