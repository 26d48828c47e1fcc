using System.Security.Cryptography;

namespace Pathway.Functions.Programme;

/// <summary>
/// The root under which pseudonyms began, sealed under the root that counts now (AES-256-GCM): what lets a root key be
/// replaced while pseudonyms stay joined. Base64 of nonce, ciphertext and tag. It opens nothing by itself.
/// </summary>
public static class KeptKey
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static string Seal(ReadOnlySpan<byte> lasting, ReadOnlySpan<byte> root)
    {
        var sealedKey = new byte[NonceLength + Keyring.KeyLength + TagLength];
        RandomNumberGenerator.Fill(sealedKey.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(KeyOf(root), TagLength);
        cipher.Encrypt(
            sealedKey.AsSpan(0, NonceLength),
            lasting,
            sealedKey.AsSpan(NonceLength, Keyring.KeyLength),
            sealedKey.AsSpan(NonceLength + Keyring.KeyLength));
        return Convert.ToBase64String(sealedKey);
    }

    /// <summary>Null when it was not sealed under this root.</summary>
    public static byte[]? Open(string text, ReadOnlySpan<byte> root)
    {
        var sealedKey = new byte[NonceLength + Keyring.KeyLength + TagLength];
        if (!Convert.TryFromBase64String(text, sealedKey, out var length) || length != sealedKey.Length)
            return null;
        var key = new byte[Keyring.KeyLength];
        using var cipher = new AesGcm(KeyOf(root), TagLength);
        try
        {
            cipher.Decrypt(
                sealedKey.AsSpan(0, NonceLength),
                sealedKey.AsSpan(NonceLength, Keyring.KeyLength),
                sealedKey.AsSpan(NonceLength + Keyring.KeyLength),
                key);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(ReadOnlySpan<byte> root) => new Keyring(root).Derive("kept", "", 1);
}
