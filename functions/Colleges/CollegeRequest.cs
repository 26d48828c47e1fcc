using System.Net.Mail;
using System.Text.RegularExpressions;
using NodaTime;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The body of <c>PUT /api/colleges/{id}</c> as it came. <see cref="Id"/> is there because an answer of the API may be sent back: it
/// must be the address's.
/// </summary>
public sealed partial record CollegeRequest(
    string? Id,
    string? Name,
    string? TimeZone,
    IReadOnlyList<string?>? Contacts,
    IReadOnlyList<string?>? Audience,
    IReadOnlyList<string?>? EmailDomains,
    IReadOnlyList<string?>? AllowedOrigins,
    int? EventsPerMinute,
    string? WebhookPublicKey = null)
{
    public const int MaxName = 200;
    public const int MaxAddresses = 2_000;
    public const int MaxLearners = 5_000;
    public const int MaxEventsPerMinute = 60_000;

    /// <summary>How many learners there are in a year group, by its number: <c>{"12": 140}</c>.</summary>
    public IReadOnlyDictionary<string, int>? Learners { get; init; }

    /// <summary>The definition, or every fault of the request.</summary>
    public CollegeDefinition? Validate(CollegeId id, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        if (Id is not null && Id != id.ToString())
            found.Add(new("/id", "is not the id in the address."));
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxName)
            found.Add(new("/name", $"is required, at most {MaxName} characters."));
        if (TimeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
            found.Add(new("/timeZone", "is not an IANA time zone, such as Europe/London."));
        if (EventsPerMinute is < 1 or > MaxEventsPerMinute)
            found.Add(new("/eventsPerMinute", $"must be from 1 to {MaxEventsPerMinute}."));
        if (WebhookPublicKey is not null && !IsPublicKey(WebhookPublicKey))
            found.Add(new("/webhookPublicKey", "is not whpk_ and the base64 of an ed25519 key's 32 bytes."));
        foreach (var (group, size) in Learners ?? new Dictionary<string, int>(StringComparer.Ordinal))
        {
            if (group is not ("7" or "8" or "9" or "10" or "11" or "12" or "13" or "14"))
                found.Add(new("/learners", "names a year group that is none from 7 to 14."));
            else if (size is < 1 or > MaxLearners)
                found.Add(new($"/learners/{group}", $"must be from 1 to {MaxLearners}."));
        }

        Check(found, "/contacts", Contacts, IsMail, "is not a mail address.");
        Check(found, "/audience", Audience, IsMail, "is not a mail address.");
        Check(found, "/emailDomains", EmailDomains, DomainName().IsMatch, "is not a mail domain, such as utc-leeds.example.org.");
        Check(found, "/allowedOrigins", AllowedOrigins, Origin().IsMatch, "is not a host name, such as events.example.org.");
        faults = found;
        return found.Count > 0 ? null : new CollegeDefinition
        {
            Name = Name!.Trim(),
            TimeZone = TimeZone ?? CollegeDefinition.DefaultTimeZone,
            Contacts = Distinct(Contacts),
            Audience = Distinct(Audience),
            EmailDomains = Distinct(EmailDomains),
            AllowedOrigins = Distinct(AllowedOrigins),
            EventsPerMinute = EventsPerMinute,
            WebhookPublicKey = WebhookPublicKey,
            Learners = Learners is { Count: > 0 } ? new SortedDictionary<string, int>(Learners.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) : null,
        };
    }

    private static bool IsMail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text.Trim(), out var mail) && mail.Address == text.Trim() && DomainName().IsMatch(mail.Host);

    private static bool IsPublicKey(string text) =>
        text.StartsWith("whpk_", StringComparison.Ordinal) && Convert.TryFromBase64String(text["whpk_".Length..], new byte[64], out var length) && length == 32;

    private static void Check(List<Fault> found, string path, IReadOnlyList<string?>? items, Predicate<string> isValid, string reason)
    {
        if (items?.Count > MaxAddresses)
            found.Add(new(path, $"has more than {MaxAddresses} entries."));
        for (var i = 0; i < Math.Min(items?.Count ?? 0, MaxAddresses); i++)
        {
            if (items![i] is not { } item || !isValid(item))
                found.Add(new($"{path}/{i}", reason));
        }
    }

    private static List<string> Distinct(IReadOnlyList<string?>? items) =>
        [.. (items ?? []).Select(item => item!.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^(\*|(https?://)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?)\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Origin();
}
