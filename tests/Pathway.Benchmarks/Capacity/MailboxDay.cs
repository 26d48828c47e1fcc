namespace Pathway.Benchmarks.Capacity;

/// <summary>What one mailbox did on the day.</summary>
/// <param name="Invitations">Events it made.</param>
/// <param name="Digests">Mails of digests.</param>
/// <param name="People">Written to in 24 hours, of both.</param>
/// <param name="FullestMinute">The most mails in any minute.</param>
internal sealed record MailboxDay(string Mailbox, int Invitations, int Digests, int People, int FullestMinute);
