using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>Where an item is: its mailbox and its number; <see cref="Folder"/> is null in an immutable id.</summary>
internal sealed record ItemAddress(Guid Mailbox, long Stamp, long Number, byte? Folder);

/// <summary>
/// Ids that look like Exchange's. An ordinary id names the folder too, so it dies when the item moves; an immutable one
/// does not. Both lead to the same item. The stamp of the store's birth keeps ids of an earlier life from naming new items.
/// </summary>
internal static class DerivedIds
{
    private const string ImmutablePrefix = "AAkALgAAAAAAHYQDEapmEc2byACqAC_";
    private const string OrdinaryPrefix = "AAMkAGI2TGuLAAA-";

    public static string Immutable(ItemAddress item) => ImmutablePrefix + Encode(item, []) + "AA";

    public static string Ordinary(ItemAddress item) => OrdinaryPrefix + Encode(item, [item.Folder ?? 0]) + "AAA=";

    public static ItemAddress? Parse(string id)
    {
        var (encoded, length) = id.StartsWith(ImmutablePrefix, StringComparison.Ordinal)
            && id.EndsWith("AA", StringComparison.Ordinal)
            ? (id[ImmutablePrefix.Length..^2], 32)
            : id.StartsWith(OrdinaryPrefix, StringComparison.Ordinal) && id.EndsWith("AAA=", StringComparison.Ordinal)
                ? (id[OrdinaryPrefix.Length..^4], 33)
                : ("", 0);
        if (length == 0 || !Base64Url.IsValid(encoded, out var decoded) || decoded != length)
            return null;

        var bytes = Base64Url.DecodeFromChars(encoded);
        return new ItemAddress(
            new Guid(bytes.AsSpan(0, 16)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(16)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(24)),
            length == 33 ? bytes[32] : null);
    }

    /// <summary>A GUID that follows from a text: an object id from a UPN, a request id from its number.</summary>
    public static Guid Guid(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>An opaque name of Exchange's looks that fits into an address.</summary>
    public static string Opaque(string text) =>
        $"AQMkA{Base64Url.EncodeToString(SHA512.HashData(Encoding.UTF8.GetBytes(text)))}AAA=";

    /// <summary>A change key; it comes in plain base64, never in an address.</summary>
    public static string ChangeKey(string text) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string Encode(ItemAddress item, ReadOnlySpan<byte> suffix)
    {
        Span<byte> bytes = stackalloc byte[33];
        item.Mailbox.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], item.Stamp);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], item.Number);
        suffix.CopyTo(bytes[32..]);
        return Base64Url.EncodeToString(bytes[..(32 + suffix.Length)]);
    }
}
