using System.Security.Cryptography;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Who works on a slot, and until when nobody else may: a queue message, the how manieth try of it, and a random name
/// for this run, by which it knows its own write again.
/// </summary>
public sealed record DigestLease(string Message, long Attempt, string Holder, DateTimeOffset Until)
{
    /// <summary>Longer than the queue would take to give up a run that died, shorter than anybody would wait.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    public static DigestLease For(string message, long attempt, DateTimeOffset now) =>
        new(message, attempt, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)), now + Length);

    /// <summary>
    /// Whether <paramref name="other"/> may take over at <paramref name="now"/>: the lease has run out, or the queue
    /// gave the same message out again, which it does only after the earlier try was given up.
    /// </summary>
    public bool GivesWayTo(DigestLease other, DateTimeOffset now) =>
        Holder == other.Holder || Until <= now || (Message == other.Message && other.Attempt > Attempt);
}
