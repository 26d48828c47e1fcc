using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Activities.Sheets;

/// <summary>
/// A file that a page carries from one step to the next, sealed (AES-256-GCM): it names learners, and what the app answers
/// names none, neither to a proxy nor to a page that somebody saves. Base64 of nonce, ciphertext and tag.
/// </summary>
public sealed class SealedSheet(Keyring keyring)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] key = keyring.Derive("sheet", "", 1);

    /// <param name="about">Whose and of what it is: it opens for that alone.</param>
    public string Seal(ReadOnlySpan<byte> file, string about)
    {
        var whole = new byte[NonceLength + file.Length + TagLength];
        var nonce = whole.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            nonce, file, whole.AsSpan(NonceLength, file.Length), whole.AsSpan(NonceLength + file.Length), Encoding.UTF8.GetBytes(about));
        return Convert.ToBase64String(whole);
    }

    /// <summary>Null for what was not sealed here about that.</summary>
    public byte[]? Open(string text, string about)
    {
        var whole = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, whole, out var length) || length < NonceLength + TagLength)
            return null;
        var file = new byte[length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                whole.AsSpan(0, NonceLength),
                whole.AsSpan(NonceLength, file.Length),
                whole.AsSpan(NonceLength + file.Length, TagLength),
                file,
                Encoding.UTF8.GetBytes(about));
            return file;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
