using System.Collections.Concurrent;
using System.Security.Cryptography;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Colleges;

/// <summary>A college with the keys derived for it.</summary>
public sealed class CollegeKeys(College college, Keyring keyring)
{
    private readonly Lazy<byte[]> pseudonymKey = new(() => keyring.PseudonymKey(college.Id, college.Salt));

    private readonly Lazy<byte[]> factKey = new(() => keyring.FactKey(college.Id, college.Salt));

    // One more than the rotations there were: version numbers start at 1.
    private readonly byte[]?[] webhookKeys = new byte[college.SecretVersion + 1][];

    // As many as there were deliveries at once. Keying a hash costs as much as several learners.
    private readonly ConcurrentBag<DeliveryHashes> idle = [];

    public College College => college;

    /// <summary>The 32 bytes of the college's own ed25519 key, or null.</summary>
    public byte[]? PublicKey { get; } = college.Definition.WebhookPublicKey is { } key
        ? Convert.FromBase64String(key["whpk_".Length..])
        : null;

    public CollegeId Id => college.Id;

    /// <summary>What was given out under the root key before; null unless it is being replaced.</summary>
    public CollegeKeys? Previous { get; } = keyring.Previous is { } previous
        ? new CollegeKeys(college, previous)
        : null;

    /// <summary>How things elsewhere are called: the same in every college.</summary>
    public AddressNames Addresses { get; } = new(keyring);

    /// <summary>The key under which the sources and ids of this college's events are hashed.</summary>
    public ReadOnlySpan<byte> FactKey => factKey.Value;

    public LearnerRef Reference(string identifier) => LearnerRef.From(pseudonymKey.Value, identifier);

    /// <summary>
    /// Hashes for one delivery alone, until it gives them back; used for <see cref="LearnerRef"/> and the keys of
    /// facts.
    /// </summary>
    public DeliveryHashes RentHashes() => idle.TryTake(out var hashes)
        ? hashes
        : new DeliveryHashes(
            IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, pseudonymKey.Value),
            IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, factKey.Value));

    public void ReturnHashes(DeliveryHashes hashes) => idle.Add(hashes);

    public byte[] WebhookKey(int version) => webhookKeys[version] ??= keyring.WebhookKey(college.Id, version);

    public string XapiPassword(int version) => keyring.XapiPassword(college.Id, version);
}
