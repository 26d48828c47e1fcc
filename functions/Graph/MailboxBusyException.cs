namespace Pathway.Functions.Graph;

/// <summary>Other instances of the app have all the requests that the mailbox takes at once; nothing was sent.</summary>
public sealed class MailboxBusyException(TimeSpan wait) : Exception(
    "The mailbox is busy with other instances of this app.")
{
    public TimeSpan Wait { get; } = wait;
}
