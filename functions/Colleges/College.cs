using Azure;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>A college and what the app keeps of it.</summary>
public sealed record College(CollegeId Id, CollegeDefinition Definition)
{
    /// <summary>How long a secret goes on working after it was replaced.</summary>
    public static readonly TimeSpan OldSecretLife = TimeSpan.FromDays(7);

    /// <summary>Rises with each change the manager makes; the ETag of the management API.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// 32 random bytes under every pseudonym of this college's learners. Destroying them cuts every link from a person to a
    /// row.
    /// </summary>
    public required byte[] Salt { get; init; }

    /// <summary>When the secret was rotated, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Rotations { get; init; } = [];

    /// <summary>The first secret that counts: one issued before the college came back never does.</summary>
    public int FirstSecret { get; init; } = 1;

    public int FeedVersion { get; init; } = 1;

    /// <summary>Rises to revoke every resource link the college has.</summary>
    public int LinkVersion { get; init; } = 1;

    /// <summary>
    /// When the college joined, or joined again after it had left; null long ago, before it was written down.
    /// </summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>
    /// Set when the college left the programme: its row, and with it its history, stays until retention ends.
    /// </summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>
    /// The receipt of its erasure, once that was asked for: salt, addresses and names went with the same write. The shell of the
    /// row stays, so that no version of a secret, feed or link is ever given out twice.
    /// </summary>
    public string? Erasure { get; init; }

    public DateTimeOffset ErasureAt { get; init; }

    /// <summary>Nothing of the college is left; it may join anew.</summary>
    public bool IsErased { get; init; }

    /// <summary>True from a change of the audience until its invitations have been asked for.</summary>
    public bool CalendarDirty { get; init; }

    /// <summary>
    /// Random, new with each write: what was written is told by it from what somebody else wrote in its place.
    /// </summary>
    public string WriteMark { get; init; } = "";

    public ETag ETag { get; init; }

    /// <summary>
    /// The day of joining in London, or the earlier one that its definition names; null long ago.
    /// </summary>
    public LocalDate? JoinedOn => (Entered, Since) switch
    {
        ({ } entered, { } since) => LocalDate.Min(entered, since),
        var (entered, _) => entered,
    };

    private LocalDate? Entered => JoinedAt is { } at ? LondonClock.DateOf(at) : null;

    private LocalDate? Since => Definition.Since is { } day ? LocalDatePattern.Iso.Parse(day).Value : null;

    public int SecretVersion => Rotations.Count + 1;

    /// <summary>
    /// The versions a signature may be made with now: the newest, and for a while the one before. Rotating twice ends a
    /// secret at once.
    /// </summary>
    public IEnumerable<int> SecretVersionsAt(DateTimeOffset now)
    {
        yield return SecretVersion;
        if (SecretVersion > FirstSecret && Rotations[^1] + OldSecretLife > now)
            yield return SecretVersion - 1;
    }
}
