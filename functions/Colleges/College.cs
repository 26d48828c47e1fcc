using Azure;
using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>What the programme manager says of a college.</summary>
public sealed record CollegeDefinition
{
    public const string DefaultTimeZone = "Europe/London";

    public required string Name { get; init; }

    /// <summary>An IANA zone; the college's days and feed are in it.</summary>
    public string TimeZone { get; init; } = DefaultTimeZone;

    /// <summary>Who gets the college's digest.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Who is invited to masterclasses: people or distribution lists.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>Mail domains that are the college's own: they tell its learners in attendance reports and its coordinators at sign-in.</summary>
    public IReadOnlyList<string> EmailDomains { get; init; } = [];

    /// <summary>Origins that may ask for consent in the CloudEvents web hook handshake.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The college's own quota of events a minute; null for the default.</summary>
    public int? EventsPerMinute { get; init; }

    /// <summary>The ed25519 key (<c>whpk_</c> and base64) of a college that signs its webhooks with a key pair of its own; null for the shared secret alone.</summary>
    public string? WebhookPublicKey { get; init; }

    /// <summary>Whether a coordinator with this mail address reads this college's part.</summary>
    public bool IsReadBy(string mail) =>
        Contacts.Contains(mail, StringComparer.OrdinalIgnoreCase)
        || EmailDomains.Contains(mail[(mail.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);
}

/// <summary>A college and what the app keeps of it.</summary>
public sealed record College(CollegeId Id, CollegeDefinition Definition)
{
    /// <summary>How long a secret goes on working after it was replaced.</summary>
    public static readonly TimeSpan OldSecretLife = TimeSpan.FromDays(7);

    /// <summary>Rises with each change the manager makes; the ETag of the management API.</summary>
    public int Version { get; init; } = 1;

    /// <summary>32 random bytes under every pseudonym of this college's learners. Destroying them cuts every link from a person to a row.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>When the secret was rotated, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Rotations { get; init; } = [];

    public int FeedVersion { get; init; } = 1;

    /// <summary>Rises to revoke every resource link the college has.</summary>
    public int LinkVersion { get; init; } = 1;

    /// <summary>When the college joined, or joined again after it had left; null long ago, before it was written down.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>Set when the college left the programme: its row, and with it its history, stays until retention ends.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>True from a change of the audience until its invitations have been asked for.</summary>
    public bool CalendarDirty { get; init; }

    public ETag ETag { get; init; }

    /// <summary>The day of joining in London; null long ago.</summary>
    public LocalDate? JoinedOn => JoinedAt is { } at ? LondonClock.DateOf(Instant.FromDateTimeOffset(at)) : null;

    public int SecretVersion => Rotations.Count + 1;

    /// <summary>The versions a signature may be made with now: the newest, and for a while the one before. Rotating twice ends a secret at once.</summary>
    public IEnumerable<int> SecretVersionsAt(DateTimeOffset now)
    {
        yield return SecretVersion;
        if (SecretVersion > 1 && Rotations[^1] + OldSecretLife > now)
            yield return SecretVersion - 1;
    }
}
