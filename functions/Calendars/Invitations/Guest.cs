using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>One address to invite, and through which college; a speaker comes through none.</summary>
public sealed record Guest(string Address, CollegeId? College, ulong Hash)
{
    /// <summary>How many people stand behind the address.</summary>
    public int People { get; init; } = 1;
}
