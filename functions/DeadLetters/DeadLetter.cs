namespace Pathway.Functions.DeadLetters;

/// <summary>
/// Work that could not be done, kept with its reason. <c>Id</c> is <c>queue~hash of the body</c>: the same item twice is one
/// letter.
/// </summary>
public sealed record DeadLetter(string Id, string Queue, string Reason, int Attempts, DateTimeOffset At, string Body);
