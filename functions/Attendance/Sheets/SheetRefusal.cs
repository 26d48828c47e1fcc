namespace Pathway.Functions.Attendance.Sheets;

/// <summary>Why nothing of a file was taken.</summary>
public enum SheetRefusal
{
    None,

    /// <summary>It is no spreadsheet.</summary>
    NoSheet,

    /// <summary>It has more lines than one sheet may.</summary>
    TooLong,

    /// <summary>The college has sent as much as it may for now.</summary>
    OverQuota,

    /// <summary>None of its lines can be taken.</summary>
    NothingTaken,
}
