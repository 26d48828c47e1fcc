using System.Buffers.Binary;

namespace Pathway.Functions.Programme;

/// <summary>Base32 of RFC 4648 section 6, lower case and without padding: safe in row keys, URLs and file names.</summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int BytesInGroup = 5;
    private const int CharactersInGroup = 8;

    public static string Encode(ReadOnlySpan<byte> bytes) => string.Create(((bytes.Length * 8) + 4) / 5, bytes, static (text, source) =>
    {
        Span<byte> group = stackalloc byte[sizeof(ulong)];
        for (var at = 0; at < text.Length; at += CharactersInGroup)
        {
            // Five bytes are eight characters; a last group that is not full is filled with zeros.
            var rest = source[(at / CharactersInGroup * BytesInGroup)..];
            group.Clear();
            rest[..Math.Min(BytesInGroup, rest.Length)].CopyTo(group);
            var bits = BinaryPrimitives.ReadUInt64BigEndian(group);
            for (var i = 0; i < CharactersInGroup && at + i < text.Length; i++, bits <<= 5)
                text[at + i] = Alphabet[(int)(bits >> 59)];
        }
    });
}
