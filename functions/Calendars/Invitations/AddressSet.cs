using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Addresses as the ledger keeps them: 64-bit keyed hashes, in order. The addresses themselves stand in the colleges' rows and
/// nowhere else.
/// </summary>
public sealed class AddressSet
{
    private readonly FrozenSet<ulong> hashes;

    private AddressSet(IEnumerable<ulong> hashes)
    {
        this.hashes = hashes.ToFrozenSet();
    }

    public static AddressSet Empty { get; } = new([]);

    public int Count => hashes.Count;

    public static AddressSet From(IEnumerable<ulong> hashes) => new(hashes);

    public static AddressSet Read(byte[] bytes) =>
        new(bytes.Chunk(sizeof(ulong)).Select(chunk => BinaryPrimitives.ReadUInt64BigEndian(chunk)));

    public bool Contains(ulong hash) => hashes.Contains(hash);

    public bool SameAs(AddressSet other) => hashes.SetEquals(other.hashes);

    /// <summary>Whether everybody of <paramref name="other"/> is here too.</summary>
    public bool Covers(AddressSet other) => hashes.IsSupersetOf(other.hashes);

    public IEnumerable<ulong> Except(AddressSet other) => hashes.Where(hash => !other.Contains(hash));

    public IEnumerable<T> Select<T>(Func<ulong, T> what) => hashes.Select(what);

    public IEnumerable<ulong> Union(AddressSet other) => hashes.Union(other.hashes);

    public byte[] ToBytes()
    {
        var bytes = new byte[hashes.Count * sizeof(ulong)];
        var at = 0;
        foreach (var hash in hashes.Order())
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(sizeof(ulong) * at++), hash);
        return bytes;
    }
}
