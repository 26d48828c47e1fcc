using System.Security.Cryptography;
using System.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// An id made from content, so that the same thing gets the same id again: the first bytes of its SHA-256 as base32.
/// </summary>
public static class HashId
{
    /// <param name="bytes">Bytes of the hash that are kept: each is 1.6 characters. From 15 on collisions are out of
    /// reach.</param>
    public static string From(ReadOnlySpan<byte> content, int bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Base32.Encode(hash[..bytes]);
    }

    public static string From(string content, int bytes) => From(Encoding.UTF8.GetBytes(content), bytes);
}
