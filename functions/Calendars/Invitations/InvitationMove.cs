namespace Pathway.Functions.Calendars.Invitations;

/// <summary>What is to be done next with an invitation, and what waits.</summary>
/// <param name="GatherUntil">When those who come late are invited together.</param>
/// <param name="QuietUntil">When a change of the text is sent.</param>
public readonly record struct InvitationMove(
    InvitationStep Step, DateTimeOffset? GatherUntil = null, DateTimeOffset? QuietUntil = null);
