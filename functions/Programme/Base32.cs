using System.Buffers.Binary;

namespace Pathway.Functions.Programme;

/// <summary>
/// Base32 of RFC 4648 section 6, lower case and without padding: safe in row keys, URLs and file names.
/// </summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int BytesInGroup = 5;
    private const int CharactersInGroup = 8;

    // Two characters for each ten bits, the first in the low half: every event of every delivery is encoded twice.
    private static readonly uint[] Pairs =
        [.. Enumerable.Range(0, 1 << 10).Select(bits => Alphabet[bits >> 5] | ((uint)Alphabet[bits & 31] << 16))];

    public static string Encode(ReadOnlySpan<byte> bytes) =>
        string.Create(((bytes.Length * 8) + 4) / 5, bytes, static (text, source) =>
    {
        for (var at = 0; at < text.Length; at += CharactersInGroup)
        {
            var bits = ReadGroup(source[(at / CharactersInGroup * BytesInGroup)..]);
            for (var i = at; i < Math.Min(at + CharactersInGroup, text.Length); i += 2, bits <<= 10)
            {
                var pair = Pairs[bits >> 54];
                text[i] = (char)pair;
                if (i + 1 < text.Length)
                    text[i + 1] = (char)(pair >> 16);
            }
        }
    });

    // Five bytes are eight characters; a last group that is not full is filled with zeros.
    private static ulong ReadGroup(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        var bits = 0UL;
        for (var i = 0; i < Math.Min(BytesInGroup, rest.Length); i++)
            bits |= (ulong)rest[i] << (56 - (8 * i));
        return bits;
    }
}
