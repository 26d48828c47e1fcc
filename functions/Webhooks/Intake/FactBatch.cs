using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// What reading a body yields: the facts, what was dropped, and what is wrong. Nothing of it is written while it has faults.
/// </summary>
public sealed class FactBatch(CollegeKeys college, DateTimeOffset arrival) : IDisposable
{
    /// <summary>Events in one delivery.</summary>
    public const int MaxEvents = 500;

    private const int MaxFaults = 20;

    private readonly List<Fault> faults = [];
    private readonly DeliveryHashes hashes = college.RentHashes();
    private bool isDisposed;

    public CollegeKeys College => college;

    public DateTimeOffset Arrival => arrival;

    public List<Fact> Facts { get; } = [];

    internal ObjectNameCache ObjectNames { get; } = new(college.Addresses);

    public DroppedFields Dropped { get; } = new();

    /// <summary>
    /// Of these nothing is kept but the hash by which an alias is known: whoever records them finds out whether they are one.
    /// </summary>
    public DroppedFields Nameless { get; } = new();

    /// <summary>Facts that are sure to count.</summary>
    public int Accepted => Facts.Count - Nameless.Counts.Values.Sum();

    /// <summary>What the sender is told was dropped.</summary>
    public IReadOnlyDictionary<string, int> TellDropped => Nameless.Counts.Count == 0
        ? Dropped.Counts
        : Dropped.Counts.Concat(Nameless.Counts)
            .GroupBy(name => name.Key, name => name.Value, StringComparer.Ordinal)
            .ToDictionary(name => name.Key, name => name.Sum(), StringComparer.Ordinal);

    /// <summary>Events read, those included that became no fact.</summary>
    public int Events { get; set; }

    public IReadOnlyCollection<Fault> Faults => faults;

    /// <summary>The first faulty event's place in the batch.</summary>
    public int FaultyIndex { get; private set; } = -1;

    public bool IsGood => faults.Count == 0 && !IsTooLong;

    /// <summary>Ids of the events in their order, given or derived, where the answer says them.</summary>
    public IReadOnlyList<Guid> Ids { get; set; } = [];

    /// <summary>Set when there are more events than one delivery may have.</summary>
    public bool IsTooLong { get; set; }

    public LearnerRef Reference(ReadOnlySpan<byte> identifier) => LearnerRef.From(hashes.Learners, identifier);

    public LearnerRef Reference(string identifier) => college.Reference(identifier);

    /// <summary><see cref="Fact.KeyOf(CollegeKeys, ReadOnlySpan{byte})"/>.</summary>
    public string KeyOf(ReadOnlySpan<byte> identity)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hashes.Facts.AppendData(identity);
        hashes.Facts.GetHashAndReset(mac);
        return Base32.Encode(mac[..Fact.KeyBytes]);
    }

    /// <summary>
    /// The id of an event that has none: a keyed hash of its bytes, so that a batch sent again is known. Without a time of its
    /// own the day it arrived is part of it, or a page read again next week would pass for a repetition.
    /// </summary>
    public Guid DeriveId(ReadOnlySpan<byte> bytes, bool hasTime)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hashes.Facts.AppendData(bytes);
        if (!hasTime)
            hashes.Facts.AppendData(Encoding.UTF8.GetBytes(EngagementKey.Iso(LondonClock.DateOf(arrival))));
        hashes.Facts.GetHashAndReset(mac);

        // Version 8 and the variant of RFC 9562: a UUID of our own making.
        mac[6] = (byte)((mac[6] & 0x0f) | 0x80);
        mac[8] = (byte)((mac[8] & 0x3f) | 0x80);
        return new Guid(mac[..16], bigEndian: true);
    }

    /// <summary>What goes to the queue.</summary>
    /// <param name="id">As the sender calls it.</param>
    public FactDelivery ToDelivery(string id, Dialect dialect) =>
        new(college.Id, DeliveryName.For(college, id), dialect, arrival, Facts) { Dropped = Dropped.Counts };

    public void Dispose()
    {
        if (!isDisposed)
            college.ReturnHashes(hashes);
        isDisposed = true;
    }

    public void AddFault(int index, string path, string reason)
    {
        if (FaultyIndex < 0)
            FaultyIndex = index;
        if (faults.Count < MaxFaults)
            faults.Add(new Fault(path, reason));
    }
}
