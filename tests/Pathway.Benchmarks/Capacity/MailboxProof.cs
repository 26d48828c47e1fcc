namespace Pathway.Benchmarks.Capacity;

/// <summary>A busy Monday with so many mailboxes.</summary>
/// <param name="Days">What each did in the first 24 hours.</param>
/// <param name="DigestsDone">When the last digest was sent, after the first.</param>
/// <param name="InvitationsDone">When the last person was invited, after the activities were put in.</param>
/// <param name="Returned">Mails that Exchange took and brought back.</param>
internal sealed record MailboxProof(
    IReadOnlyList<MailboxDay> Days, int People, TimeSpan DigestsDone, TimeSpan InvitationsDone, int Returned);
