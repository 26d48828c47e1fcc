using System.Text.Json.Serialization;
using Pathway.Functions.Programme.Rules;

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

    /// <summary>
    /// How many people stand behind an address of <see cref="Audience"/>, where it is more than one; null where no
    /// address stands for a group.
    /// </summary>
    public IReadOnlyDictionary<string, int>? People { get; init; }

    /// <summary>
    /// Mail domains that are the college's own: they tell its learners in attendance reports and its coordinators at sign-in.
    /// </summary>
    public IReadOnlyList<string> EmailDomains { get; init; } = [];

    /// <summary>Origins that may ask for consent in the CloudEvents web hook handshake.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The college's own quota of events a minute; null for the default.</summary>
    public int? EventsPerMinute { get; init; }

    /// <summary>
    /// The ed25519 key (<c>whpk_</c> and base64) of a college that signs its webhooks with a key pair of its own; null for
    /// the shared secret alone.
    /// </summary>
    public string? WebhookPublicKey { get; init; }

    /// <summary>
    /// How many learners the college has in each year group, by its number; null where the college does not say.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Learners { get; init; }

    /// <summary>The day (ISO 8601) since which it takes part, where that was before it was entered here; else null.</summary>
    public string? Since { get; init; }

    /// <summary>How many people an address stands for.</summary>
    public int PeopleAt(string address) => People?.GetValueOrDefault(address, 1) ?? 1;

    /// <summary>How many people are invited to activities, those of a group each counted.</summary>
    [JsonIgnore]
    public int Invited => Audience.Sum(PeopleAt);

    /// <summary>The audience as text that the API takes: an address, and behind it how many people it stands for.</summary>
    [JsonIgnore]
    public IEnumerable<string> AudienceLines => Audience.Select(
        address => PeopleAt(address) is > 1 and var people ? $"{address} {people}" : address);

    /// <summary>Whether a coordinator with this mail address reads this college's part.</summary>
    public bool IsReadBy(string mail) => MailAddress.TryParse(mail, out var address)
        && (Contacts.Contains(address.ToString(), StringComparer.OrdinalIgnoreCase)
            || EmailDomains.Contains(address.Domain, StringComparer.OrdinalIgnoreCase));
}
