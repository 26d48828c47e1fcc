namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Slots of a message cannot be delivered, and time does not cure it: the message fails, and its dead letter says
/// why.
/// </summary>
public sealed class DigestsRefusedException(string reason, Exception? cause) : Exception(reason, cause);
