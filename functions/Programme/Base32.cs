namespace Pathway.Functions.Programme;

/// <summary>Base32 of RFC 4648 section 6, lower case and without padding: safe in row keys, URLs and file names.</summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[((bytes.Length * 8) + 4) / 5];
        var (buffer, bits, at) = (0u, 0, 0);
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
                text[at++] = Alphabet[(int)(buffer >> (bits - 5)) & 31];
        }

        if (bits > 0)
            text[at] = Alphabet[(int)(buffer << (5 - bits)) & 31];
        return new string(text);
    }
}
