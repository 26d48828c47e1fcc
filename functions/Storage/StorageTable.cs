namespace Pathway.Functions.Storage;

/// <summary>The tables, by the names they have.</summary>
public enum StorageTable
{
    Colleges,
    Activities,
    Resources,
    Invitations,
    Engagement,
    Attendance,
    DigestSlots,
    DeadLetters,
    Privacy,
    Audit,
}
