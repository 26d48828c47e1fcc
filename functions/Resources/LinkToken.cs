using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources;

/// <summary>
/// What lets a college's learners open one resource without an account: base64url of a format byte, the expiry in Unix seconds
/// (8 bytes, big-endian), HMAC-SHA256 (32 bytes) and the college's id, empty in a link that colleges share. The
/// signature covers all of it and the resource's id.
/// </summary>
public readonly record struct LinkToken(CollegeId? College, DateTimeOffset Expires)
{
    private const byte Format = 1;
    private const int MacAt = 9;
    private const int CollegeAt = MacAt + HMACSHA256.HashSizeInBytes;
    private const int MaxLength = CollegeAt + 63;

    public static string Write(byte[] key, CollegeId? college, ResourceId resource, DateTimeOffset expires)
    {
        var name = Encoding.UTF8.GetBytes(college?.ToString() ?? "");
        var token = new byte[CollegeAt + name.Length];
        token[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), expires.ToUnixTimeSeconds());
        name.CopyTo(token, CollegeAt);
        Sign(key, token, resource, token.AsSpan(MacAt, HMACSHA256.HashSizeInBytes));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What the token says of itself: nothing of it holds before <see cref="IsSigned"/>.</summary>
    public static bool TryRead(string text, out LinkToken token)
    {
        token = default;
        Span<byte> bytes = stackalloc byte[MaxLength];
        var college = default(CollegeId);
        if (!TryDecode(text, bytes, out var length) || bytes[0] != Format
            || (length > CollegeAt && !CollegeId.TryParse(Encoding.Latin1.GetString(bytes[CollegeAt..length]), out college)))
            return false;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (seconds < 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return false;
        token = new LinkToken(length > CollegeAt ? college : null, DateTimeOffset.FromUnixTimeSeconds(seconds));
        return true;
    }

    public static bool IsSigned(string text, byte[] key, ResourceId resource)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryDecode(text, bytes, out var length))
            return false;
        Sign(key, bytes[..length], resource, mac);
        return CryptographicOperations.FixedTimeEquals(mac, bytes.Slice(MacAt, HMACSHA256.HashSizeInBytes));
    }

    private static bool TryDecode(string text, Span<byte> bytes, out int length)
    {
        length = 0;
        return text.Length <= (MaxLength * 4 / 3) + 1
            && Base64Url.IsValid(text, out var decoded)
            && decoded is >= CollegeAt and <= MaxLength
            && Base64Url.TryDecodeFromChars(text, bytes, out length);
    }

    // No id holds a line feed, so no two contents meet.
    private static void Sign(byte[] key, ReadOnlySpan<byte> token, ResourceId resource, Span<byte> mac)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(token[..MacAt]);
        hmac.AppendData(token[CollegeAt..]);
        hmac.AppendData("\n"u8);
        hmac.AppendData(Encoding.UTF8.GetBytes(resource.ToString()));
        hmac.GetHashAndReset(mac);
    }
}
