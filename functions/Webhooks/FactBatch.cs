using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Webhooks;

/// <summary>What reading a body yields: the facts, what was dropped, and what is wrong. Nothing of it is written while it has faults.</summary>
public sealed class FactBatch(CollegeKeys college, DateTimeOffset arrival) : IDisposable
{
    /// <summary>Events in one delivery.</summary>
    public const int MaxEvents = 500;

    private const int MaxFaults = 20;

    private readonly List<Fault> faults = [];
    private readonly IncrementalHash pseudonyms = college.PseudonymHash();
    private readonly IncrementalHash keys = college.FactHash();

    public CollegeKeys College => college;

    public DateTimeOffset Arrival => arrival;

    public List<Fact> Facts { get; } = [];

    public DroppedFields Dropped { get; } = new();

    /// <summary>Events read, those included that became no fact.</summary>
    public int Events { get; set; }

    public IReadOnlyCollection<Fault> Faults => faults;

    /// <summary>The first faulty event's place in the batch.</summary>
    public int FaultyIndex { get; private set; } = -1;

    /// <summary>Set when there are more events than one delivery may have.</summary>
    public bool IsTooLong { get; set; }

    public LearnerRef Reference(ReadOnlySpan<byte> identifier) => LearnerRef.Of(pseudonyms, identifier);

    public LearnerRef Reference(string identifier) => college.Reference(identifier);

    /// <summary><see cref="Fact.KeyOf(CollegeKeys, ReadOnlySpan{byte})"/>.</summary>
    public string KeyOf(ReadOnlySpan<byte> identity)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        keys.AppendData(identity);
        keys.GetHashAndReset(mac);
        return Base32.Encode(mac[..Fact.KeyBytes]);
    }

    /// <summary>
    /// The id of an event that has none: a keyed hash of its bytes, so that a batch sent again is known. Without a time of its own the
    /// day it arrived is part of it, or a page read again next week would pass for a repetition.
    /// </summary>
    public Guid DeriveId(ReadOnlySpan<byte> bytes, bool hasTime)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        keys.AppendData(bytes);
        if (!hasTime)
            keys.AppendData(Encoding.UTF8.GetBytes(Engagement.Facts.EngagementKey.Iso(LondonClock.DateOf(Instant.FromDateTimeOffset(arrival)))));
        keys.GetHashAndReset(mac);

        // Version 8 and the variant of RFC 9562: a UUID of our own making.
        mac[6] = (byte)((mac[6] & 0x0f) | 0x80);
        mac[8] = (byte)((mac[8] & 0x3f) | 0x80);
        return new Guid(mac[..16], bigEndian: true);
    }

    public void Dispose()
    {
        pseudonyms.Dispose();
        keys.Dispose();
    }

    public void AddFault(int index, string path, string reason)
    {
        if (FaultyIndex < 0)
            FaultyIndex = index;
        if (faults.Count < MaxFaults)
            faults.Add(new Fault(path, reason));
    }
}
