using System.Text;
using Pathway.Functions.Http.Sheets;

namespace Pathway.Functions.Activities.Import;

internal enum ImportKind
{
    Calendar,
    Sheet,
}

internal static class ImportKinds
{
    private const int Looked = 256;

    private static readonly HashSet<string> CalendarTypes = new(
        StringComparer.OrdinalIgnoreCase) { "text/calendar", "application/ics", "application/calendar", "text/x-vcalendar" };

    /// <summary>What the file is: its bytes say so where they can, else its sender; null when neither does.</summary>
    public static ImportKind? Detect(ReadOnlySpan<byte> file, string? type)
    {
        if (SheetFile.IsWorkbook(file))
            return ImportKind.Sheet;
        if (IsCalendar(file) || CalendarTypes.Contains(type ?? ""))
            return ImportKind.Calendar;
        return SheetFile.MayBe(file, type) ? ImportKind.Sheet : null;
    }

    private static bool IsCalendar(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, Looked)];
        var text = (FileText.Utf16(file) ?? Encoding.UTF8).GetString(start.Length % 2 == 0 ? start : start[..^1]);
        return text.AsSpan().TrimStart('\uFEFF').TrimStart().StartsWith("BEGIN:V", StringComparison.OrdinalIgnoreCase);
    }
}
