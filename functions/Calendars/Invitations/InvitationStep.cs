namespace Pathway.Functions.Calendars.Invitations;

/// <summary>What is about to be done to an event in Graph.</summary>
public enum InvitationStep
{
    None,
    Create,

    /// <summary>Change what everybody sees: it mails everybody.</summary>
    Details,

    /// <summary>Move or call off single dates of a series: each mails everybody of it alone.</summary>
    Days,

    /// <summary>Change who is invited, and nothing else: it mails those who come and go.</summary>
    Attendees,
    Cancel,
}
