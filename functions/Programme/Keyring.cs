using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pathway.Functions.Programme;

/// <summary>
/// Derives every key of the programme from one root with HKDF-SHA256 (RFC 5869): nothing secret is stored, and rotation is a
/// version number. The info is <c>pathway|purpose|subject|version</c>; subjects and purposes hold no <c>|</c>, so no two meet.
/// </summary>
public sealed class Keyring
{
    /// <summary>Length of the root key and of each derived key, in bytes.</summary>
    public const int KeyLength = 32;

    private readonly byte[] root;

    /// <exception cref="ArgumentException">The root is not 32 bytes.</exception>
    public Keyring(ReadOnlySpan<byte> root)
    {
        if (root.Length != KeyLength)
            throw new ArgumentException("The root key must be 32 bytes.", nameof(root));
        this.root = root.ToArray();
    }

    /// <summary>The shared secret of Standard Webhooks: <c>whsec_</c> and the base64 of 32 bytes.</summary>
    public string WebhookSecret(CollegeId college, int version) =>
        "whsec_" + Convert.ToBase64String(WebhookKey(college, version));

    public byte[] WebhookKey(CollegeId college, int version) => Derive("webhook", college.ToString(), version);

    /// <summary>The password of HTTP Basic authentication at the xAPI endpoint, 43 characters of base64url.</summary>
    public string XapiPassword(CollegeId college, int version) =>
        Base64Url.EncodeToString(Derive("xapi", college.ToString(), version));

    /// <summary>
    /// The token in a college's feed address, 26 characters: anyone who has it can read the calendar.
    /// </summary>
    public string FeedToken(CollegeId college, int version) =>
        Base32.Encode(Derive("feed", college.ToString(), version).AsSpan(0, 16));

    /// <summary>Signs the links a college gets to resources.</summary>
    public byte[] LinkKey(CollegeId college, int version) => Derive("link", college.ToString(), version);

    /// <summary>Signs the links to resources in texts that several colleges share.</summary>
    public byte[] SharedLinkKey(int version) => Derive("link", "", version);

    /// <summary>Turns learners into references; without the college's random salt it cannot be had again.</summary>
    public byte[] PseudonymKey(CollegeId college, ReadOnlySpan<byte> salt) =>
        Derive("pseudonym", college.ToString(), 1, salt);

    /// <summary>
    /// Hashes the sources and ids of events, which may name people; gone with the salt like the pseudonyms.
    /// </summary>
    public byte[] FactKey(CollegeId college, ReadOnlySpan<byte> salt) => Derive("fact", college.ToString(), 1, salt);

    public byte[] Derive(string purpose, string subject, int version, ReadOnlySpan<byte> salt = default)
    {
        var key = new byte[KeyLength];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            root,
            key,
            salt,
            Encoding.UTF8.GetBytes($"pathway|{purpose}|{subject}|{version}"));
        return key;
    }
}
