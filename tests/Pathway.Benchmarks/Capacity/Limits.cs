namespace Pathway.Benchmarks.Capacity;

/// <summary>What the services allow, each with where it is said.</summary>
internal static class Limits
{
    /// <summary>Exchange Online, sending limits: people a mailbox writes to in 24 hours.</summary>
    public const double PeopleADay = 10_000;

    /// <summary>Exchange Online, sending limits: messages of a mailbox in a minute.</summary>
    public const double MessagesAMinute = 30;

    /// <summary>Microsoft Graph, Outlook service limits: requests of an application to a mailbox in ten minutes.</summary>
    public const double RequestsInTenMinutes = 10_000;

    /// <summary>Azure Tables, scalability targets: entities a second in an account.</summary>
    public const double EntitiesASecond = 20_000;

    /// <summary>Azure Queues, scalability targets: messages a second in a queue.</summary>
    public const double QueueMessagesASecond = 2_000;

    /// <summary>How long a Monday's digests may take.</summary>
    public const double DigestMinutes = 60;
}
