using System.Security.Cryptography;
using System.Text;

namespace Pathway.Functions.Programme;

/// <summary>
/// A learner as the programme knows one: 52 characters of base32, a keyed pseudonym that differs between colleges.
/// An identifier is trimmed, freed of a <c>mailto:</c> and put in lower case, so that a mail address is one learner however
/// it is written. Unicode is left as it came: normalisation differs between platforms, and a reference must not.
/// </summary>
public readonly record struct LearnerRef
{
    public const int Length = 52;

    /// <summary>The longest identifier taken, in bytes of UTF-8.</summary>
    public const int MaxIdentifierLength = 512;

    private const int UsualLength = 64;

    private readonly string? value;

    private LearnerRef(string value)
    {
        this.value = value;
    }

    /// <summary>The first 64 bits: what a counter keeps to tell learners apart.</summary>
    public ulong Prefix
    {
        get
        {
            // Twelve characters of five bits and four bits of the thirteenth.
            var prefix = 0UL;
            for (var i = 0; i < 12; i++)
                prefix = (prefix << 5) | Bits(value![i]);
            return (prefix << 4) | (Bits(value![12]) >> 1);
        }
    }

    public static LearnerRef From(ReadOnlySpan<byte> pseudonymKey, string identifier)
    {
        var normal = Normalise(identifier);
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(normal.Length)];
        var length = Encoding.UTF8.GetBytes(normal, bytes);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(pseudonymKey, bytes[..length], mac);
        return new LearnerRef(Base32.Encode(mac));
    }

    /// <summary>
    /// The same from UTF-8, with a hash that is keyed already: no string where the identifier is ASCII.
    /// </summary>
    public static LearnerRef From(IncrementalHash pseudonyms, ReadOnlySpan<byte> identifier)
    {
        // What is on the stack is cleared first: no more than is needed for nearly every identifier.
        Span<byte> normal = identifier.Length <= UsualLength
            ? stackalloc byte[UsualLength * 3]
            : stackalloc byte[MaxIdentifierLength * 3];
        pseudonyms.AppendData(normal[..Normalise(identifier, normal)]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        pseudonyms.GetHashAndReset(mac);
        return new LearnerRef(Base32.Encode(mac));
    }

    /// <summary>Whether nothing of an identifier is left once it is normalised: it would be everybody's.</summary>
    public static bool IsEmpty(string identifier) => Normalise(identifier).Length == 0;

    public static bool TryParse(string? text, out LearnerRef reference)
    {
        reference = text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Alphabet)
            ? new LearnerRef(text)
            : default;
        return reference.value is not null;
    }

    public override string ToString() => value ?? "";

    private static System.Buffers.SearchValues<char> Alphabet { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");

    private static uint Bits(char letter) => (uint)(letter >= 'a' ? letter - 'a' : letter - '2' + 26);

    private static int Normalise(ReadOnlySpan<byte> identifier, Span<byte> normal)
    {
        if (!Ascii.IsValid(identifier))
            return Encoding.UTF8.GetBytes(Normalise(Encoding.UTF8.GetString(identifier)), normal);
        var space = "\t\n\v\f\r "u8;
        var trimmed = identifier.Trim(space);
        if (trimmed.Length >= 7 && Ascii.EqualsIgnoreCase(trimmed[..7], "mailto:"u8))
            trimmed = trimmed[7..].Trim(space);
        Ascii.ToLower(trimmed, normal, out var length);
        return length;
    }

    private static string Normalise(string identifier)
    {
        var trimmed = identifier.AsSpan().Trim();
        if (trimmed.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            trimmed = trimmed["mailto:".Length..].Trim();
        return trimmed.ToString().ToLowerInvariant();
    }
}
