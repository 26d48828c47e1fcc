using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pathway.Functions.Programme;

/// <summary>
/// Derives every key of the programme from one root with HKDF-SHA256 (RFC 5869): nothing secret is stored, and rotation is a
/// version number. The info is <c>pathway|purpose|subject|version</c>; subjects and purposes hold no <c>|</c>, so no two meet.
/// While a root is replaced, what was given out under the one before is still taken; what rows are made of (pseudonyms,
/// hashes of addresses) lasts over every root.
/// </summary>
public sealed class Keyring
{
    /// <summary>Length of the root key and of each derived key, in bytes.</summary>
    public const int KeyLength = 32;

    private readonly byte[] root;
    private readonly byte[] lasting;
    private long derivations;

    /// <exception cref="ArgumentException">The root is not 32 bytes.</exception>
    public Keyring(ReadOnlySpan<byte> root)
    {
        if (root.Length != KeyLength)
            throw new ArgumentException("The root key must be 32 bytes.", nameof(root));
        lasting = this.root = root.ToArray();
    }

    /// <param name="root">The root that counts.</param>
    /// <param name="previous">The one before, whose secrets are still taken; null when that time is over.</param>
    /// <param name="kept">From <see cref="KeptKey"/>: the root under which pseudonyms began; empty until a root is
    /// replaced.</param>
    /// <exception cref="ArgumentException"><paramref name="kept"/> was sealed under neither.</exception>
    public Keyring(ReadOnlySpan<byte> root, byte[]? previous, string kept)
        : this(root)
    {
        Previous = previous is null ? null : new Keyring(previous);
        if (kept.Length > 0)
            lasting = KeptKey.Open(kept, root) ?? (previous is null ? null : KeptKey.Open(kept, previous))
                ?? throw new ArgumentException("The kept key was sealed under another root.", nameof(kept));
        else if (previous is not null)
            lasting = previous;
    }

    /// <summary>How many keys were derived so far: a refusal costs as many whoever is named.</summary>
    public long Derivations => Interlocked.Read(ref derivations);

    /// <summary>What was given out before the root was replaced, as long as it is taken.</summary>
    public Keyring? Previous { get; }

    /// <summary>Tells the root under which pseudonyms began from every other, and says nothing of it.</summary>
    public string LastingMark => Base32.Encode(DeriveLasting("mark", "", 1).AsSpan(0, 10));

    /// <summary>What <c>Keys__Kept</c> has to be before the previous root is taken away.</summary>
    public string Keep() => KeptKey.Seal(lasting, root);

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
        DeriveLasting("pseudonym", college.ToString(), 1, salt);

    /// <summary>
    /// Hashes the sources and ids of events, which may name people; gone with the salt like the pseudonyms.
    /// </summary>
    public byte[] FactKey(CollegeId college, ReadOnlySpan<byte> salt) =>
        DeriveLasting("fact", college.ToString(), 1, salt);

    /// <summary>For what is given out, and may be replaced.</summary>
    public byte[] Derive(string purpose, string subject, int version) =>
        Derive(root, purpose, subject, version, default);

    /// <summary>For what rows are made of: it stays the same over every root.</summary>
    public byte[] DeriveLasting(string purpose, string subject, int version, ReadOnlySpan<byte> salt = default) =>
        Derive(lasting, purpose, subject, version, salt);

    private byte[] Derive(
        byte[] from, string purpose, string subject, int version, ReadOnlySpan<byte> salt)
    {
        Interlocked.Increment(ref derivations);
        var key = new byte[KeyLength];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            from,
            key,
            salt,
            Encoding.UTF8.GetBytes($"pathway|{purpose}|{subject}|{version}"));
        return key;
    }
}
