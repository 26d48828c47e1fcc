namespace Pathway.LocalHost.Queues;

/// <summary>What a queue trigger says.</summary>
/// <param name="QueueName">As written, <c>%Setting%</c> and all.</param>
/// <param name="Connection">The setting with the connection string; null: the host's own account.</param>
internal sealed record QueueTrigger(string QueueName, string? Connection);
