using System.Collections.Frozen;
using System.Security.Cryptography;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The colleges as the hot path sees them: from memory. A copy older than a minute is renewed beside the request that finds it
/// old; one older than five minutes is not used, so that a secret withdrawn elsewhere dies within that time.
/// </summary>
public sealed class CollegeDirectory(CollegeRegister register, Keyring keyring, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnusableAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);
    private Copy? copy;

    /// <summary>A college that is in the programme now, or null.</summary>
    public async ValueTask<KnownCollege?> FindAsync(CollegeId id, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref copy);
        if (current is null || current.Edition != register.Edition || Age(current) > UnusableAfter)
            current = await ReadAsync(RenewAfter, cancellationToken);
        else if (Age(current) > RenewAfter && reading.CurrentCount > 0)
            _ = RenewAsync();
        return current.Colleges.GetValueOrDefault(id);
    }

    /// <summary>
    /// The college read anew, for a caller about to be refused: it may have joined or rotated its secret through another instance.
    /// Reads at most once in five seconds, so that wrong calls cost nothing.
    /// </summary>
    public async Task<KnownCollege?> FindFreshAsync(CollegeId id, CancellationToken cancellationToken) =>
        (await ReadAsync(AskAgainAfter, cancellationToken)).Colleges.GetValueOrDefault(id);

    public async Task<IReadOnlyCollection<KnownCollege>> AllAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(AskAgainAfter, cancellationToken)).Colleges.Values;

    public void Dispose() => reading.Dispose();

    private async Task<Copy> ReadAsync(TimeSpan youngEnough, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var current = Volatile.Read(ref copy);
            if (current is not null && current.Edition == register.Edition && Age(current) <= youngEnough)
                return current;
            var (edition, at) = (register.Edition, time.GetTimestamp());
            var colleges = await register.AllAsync(cancellationToken);
            current = new Copy(
                colleges.Where(college => college.LeftAt is null).ToFrozenDictionary(college => college.Id, college => new KnownCollege(college, keyring)), edition, at);
            Volatile.Write(ref copy, current);
            return current;
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            await ReadAsync(RenewAfter, CancellationToken.None);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, CancellationToken.None))
        {
            // The copy in hand serves until it is five minutes old; then the outage reaches the caller.
        }
    }

    private TimeSpan Age(Copy of) => time.GetElapsedTime(of.TakenAt);

    private sealed record Copy(FrozenDictionary<CollegeId, KnownCollege> Colleges, long Edition, long TakenAt);
}

/// <summary>A college with the keys derived for it.</summary>
public sealed class KnownCollege(College college, Keyring keyring)
{
    private readonly Lazy<byte[]> pseudonymKey = new(() => keyring.PseudonymKey(college.Id, college.Salt));

    private readonly Lazy<byte[]> factKey = new(() => keyring.FactKey(college.Id, college.Salt));

    // One more than the rotations there were: version numbers start at 1.
    private readonly byte[]?[] webhookKeys = new byte[college.SecretVersion + 1][];

    public College College => college;

    /// <summary>The 32 bytes of the college's own ed25519 key, or null.</summary>
    public byte[]? PublicKey { get; } = college.Definition.WebhookPublicKey is { } key ? Convert.FromBase64String(key["whpk_".Length..]) : null;

    public CollegeId Id => college.Id;

    /// <summary>The key under which the sources and ids of this college's events are hashed.</summary>
    public ReadOnlySpan<byte> FactKey => factKey.Value;

    public LearnerRef Reference(string identifier) => LearnerRef.Of(pseudonymKey.Value, identifier);

    /// <summary>A hash keyed for <see cref="LearnerRef.Of(IncrementalHash, ReadOnlySpan{byte})"/>: keyed once for a whole delivery.</summary>
    public IncrementalHash PseudonymHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, pseudonymKey.Value);

    /// <summary>The same with <see cref="FactKey"/>.</summary>
    public IncrementalHash FactHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, factKey.Value);

    public byte[] WebhookKey(int version) => webhookKeys[version] ??= keyring.WebhookKey(college.Id, version);

    public string XapiPassword(int version) => keyring.XapiPassword(college.Id, version);
}
