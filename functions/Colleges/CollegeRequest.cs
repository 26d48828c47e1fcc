using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Colleges;

/// <summary>
/// The body of <c>PUT /api/colleges/{id}</c> as it came. <see cref="Id"/> is there because an answer of the API may be sent
/// back: it must be the address's.
/// </summary>
public sealed partial record CollegeRequest(
    string? Id,
    string? Name,
    string? TimeZone,
    IReadOnlyList<string?>? Contacts,
    IReadOnlyList<JsonElement>? Audience,
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

    /// <summary>The day since which it takes part, where that was before it was entered: <c>2026-09-01</c>.</summary>
    public string? Since { get; init; }

    /// <summary>The definition, or every fault of the request.</summary>
    public CollegeDefinition? Validate(CollegeId id, out IReadOnlyList<Fault> faults)
    {
        var found = new FaultList();
        found.When(Id is not null && Id != id.ToString(), "/id", "is not the id in the address.");
        var name = VisibleText.Line(Name);
        found.When(name.Length is 0 or > MaxName, "/name", $"is required, at most {MaxName} characters.");
        found.When(
            TimeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null,
            "/timeZone",
            "is not an IANA time zone, such as Europe/London.");
        found.When(
            EventsPerMinute is < 1 or > MaxEventsPerMinute,
            "/eventsPerMinute",
            $"must be from 1 to {MaxEventsPerMinute}.");
        found.When(
            WebhookPublicKey is not null && !IsPublicKey(WebhookPublicKey),
            "/webhookPublicKey",
            "is not whpk_ and the base64 of an ed25519 key's 32 bytes.");
        foreach (var (group, size) in Learners ?? new Dictionary<string, int>(StringComparer.Ordinal))
        {
            found.When(
                $"{YearGroup.Parse(group)}" != group,
                "/learners",
                $"names what is no year group: its number {YearGroup.Rule}");
            found.When(size is < 1 or > MaxLearners, $"/learners/{group}", $"must be from 1 to {MaxLearners}.");
        }

        found.When(
            Since is not null && !LocalDatePattern.Iso.Parse(Since).Success, "/since", "is not a day, such as 2026-09-01.");
        Check(found, "/contacts", Contacts, MailAddress.IsValid, MailAddress.Words);
        var audience = AudienceList.Read(Audience, MaxAddresses, found);
        Check(
            found,
            "/emailDomains",
            EmailDomains,
            MailAddress.IsDomain,
            "is not a mail domain, such as utc-leeds.example.org.");
        Check(
            found,
            "/allowedOrigins",
            AllowedOrigins,
            Origin().IsMatch,
            "is not a host name, such as events.example.org.");
        faults = found;
        return found.Count > 0 ? null : new CollegeDefinition
        {
            Name = name,
            TimeZone = TimeZone ?? CollegeDefinition.DefaultTimeZone,
            Contacts = Distinct(Contacts),
            Audience = audience.Addresses,
            People = audience.People,
            EmailDomains = Distinct(EmailDomains),
            AllowedOrigins = Distinct(AllowedOrigins),
            EventsPerMinute = EventsPerMinute,
            WebhookPublicKey = WebhookPublicKey,
            Since = Since,
            Learners = Learners is { Count: > 0 }
                ? new SortedDictionary<string, int>(
                    Learners.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
                : null,
        };
    }

    private static bool IsPublicKey(string text) =>
        text.StartsWith("whpk_", StringComparison.Ordinal)
            && Convert.TryFromBase64String(text["whpk_".Length..], new byte[64], out var length) && length == 32;

    private static void Check(
        FaultList found, string path, IReadOnlyList<string?>? items, Predicate<string> isValid, string reason)
    {
        found.When(items?.Count > MaxAddresses, path, $"has more than {MaxAddresses} entries.");
        for (var i = 0; i < Math.Min(items?.Count ?? 0, MaxAddresses); i++)
        {
            if (items![i] is not { } item || !isValid(item))
                found.Add(new($"{path}/{i}", reason));
        }
    }

    private static List<string> Distinct(IReadOnlyList<string?>? items) =>
        [.. (items ?? []).Select(item => MailAddress.Normalise(item!)).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(
        @"^(\*|(https?://)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?)\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Origin();
}
