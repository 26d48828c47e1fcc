using System.Globalization;
using System.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Import;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance.Sheets;

/// <summary>
/// Reads who was at which activity for how many minutes from a spreadsheet. Each line is taken or refused by itself.
/// A learner becomes a reference here, and no reason quotes a cell.
/// </summary>
internal sealed class AttendanceSheet(SheetActivities activities, CollegeKeys college, bool dayFirst)
{
    /// <summary>As many as one delivery of a college's systems may have.</summary>
    public const int MostLines = 500;

    private const int MostMinutes = 1_440;

    private static readonly string[] Required = ["activity", "learner", "minutes"];
    private static readonly string[] Columns = [.. Required, "date"];

    private readonly Dictionary<(string, LearnerRef), SheetLine> lines = [];
    private bool isDayFirst = dayFirst;

    public FaultTally Faults { get; } = new();

    /// <summary>How many lines there are below the heading.</summary>
    public int Count { get; private set; }

    /// <summary>Those that can be taken, in the order of the sheet; one that is there twice is one.</summary>
    public IReadOnlyCollection<SheetLine> Lines => lines.Values;

    public void Read(ReadOnlyMemory<byte> file, string? charset)
    {
        var (sheet, fault) = SheetFile.Read(file, charset, sheet => new SheetTable(sheet, Columns).Fits);
        if (sheet is null)
        {
            Faults.Add(fault!);
            return;
        }

        var records = new SheetTable(sheet, Columns).Read(Faults);
        Count = records.Count;
        if (Count == 0 && Faults.Count == 0)
            Faults.Add(new Fault("", "The file holds a heading and nobody.", 1));
        foreach (
            var missing in Count == 0
                ? []
                : Required.Where(column => records.All(record => record[column] is null && !record.Unreadable.Contains(column))))
        {
            Faults.Add(
                new Fault($"/{missing}", "is a column that is not there, or has nothing in it.", records[0].Line, missing));
            return;
        }

        isDayFirst = DateOrder.Find(
            records.Where(record => record["date"] is not null).Select(record => (record["date"]!, record.Line)), isDayFirst).DayFirst;
        foreach (var record in records.Take(MostLines))
            Add(record);
    }

    private void Add(SheetRecord record)
    {
        var activity = ReadActivity(record);
        var learner = ReadLearner(record);
        var minutes = ReadMinutes(record);
        var occurrence = activity is null ? null : ReadOccurrence(record, activity);
        if (activity is null || occurrence is null || learner is null || minutes is null)
            return;
        var line = new SheetLine(record.Line, activity, occurrence, learner.Value, minutes.Value);
        if (!lines.TryAdd((line.Name, line.Learner), line) && lines[(line.Name, line.Learner)] is var first
            && first.Minutes != line.Minutes)
            Tell(
                record,
                "minutes",
                $"differs from line {first.Line}, which is about the same learner and activity: write one line with all the minutes.");
    }

    private Activity? ReadActivity(SheetRecord record)
    {
        if (Cell(record, "activity") is not { } cell)
            return null;
        var (activity, reason) = activities.Find(cell);
        if (activity is null)
            Tell(record, "activity", reason);
        return activity;
    }

    private Occurrence? ReadOccurrence(SheetRecord record, Activity activity)
    {
        if (record.Unreadable.Contains("date"))
            return null;
        var (date, reason) = record["date"] is { } cell
            ? (PlanTime.Read(cell, isDayFirst, out var unreadable)?.Date, unreadable)
            : (null, "");
        if (record["date"] is not null && date is null)
        {
            Tell(record, "date", reason);
            return null;
        }

        (var occurrence, reason) = activities.FindDate(activity, date);
        if (occurrence is null)
            Tell(record, "date", reason);
        return occurrence;
    }

    private LearnerRef? ReadLearner(SheetRecord record)
    {
        if (Cell(record, "learner") is not { } cell)
            return null;
        if (Encoding.UTF8.GetByteCount(cell) <= LearnerRef.MaxIdentifierLength && !LearnerRef.IsEmpty(cell))
            return college.Reference(cell);
        Tell(record, "learner", $"must be a text of 1 to {LearnerRef.MaxIdentifierLength} bytes.");
        return null;
    }

    private int? ReadMinutes(SheetRecord record)
    {
        if (Cell(record, "minutes") is not { } cell)
            return null;
        if (decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
            && minutes <= MostMinutes)
            return (int)Math.Round(minutes, MidpointRounding.AwayFromZero);
        Tell(record, "minutes", $"must be a number of minutes from 0 to {MostMinutes}, such as 45.");
        return null;
    }

    private string? Cell(SheetRecord record, string column)
    {
        if (record[column] is null && !record.Unreadable.Contains(column))
            Tell(record, column, "is required.");
        return record[column];
    }

    private void Tell(SheetRecord record, string column, string reason) =>
        Faults.Add(new Fault($"/{column}", reason, record.Line, column));
}
