using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>A college as the management API shows it; the secrets only in the answer that creates it.</summary>
public sealed record CollegeView(
    string Id,
    string Name,
    string TimeZone,
    IReadOnlyList<string> Contacts,
    IReadOnlyList<object> Audience,
    IReadOnlyList<string> EmailDomains,
    IReadOnlyList<string> AllowedOrigins,
    int? EventsPerMinute,
    string? WebhookPublicKey,
    string? WebhookSecret = null,
    string? XapiPassword = null,
    string? FeedUrl = null)
{
    public IReadOnlyDictionary<string, int>? Learners { get; init; }

    public string? Since { get; init; }

    public static CollegeView From(College college) => new(
        college.Id.ToString(),
        college.Definition.Name,
        college.Definition.TimeZone,
        college.Definition.Contacts,
        AudienceList.Show(college.Definition),
        college.Definition.EmailDomains,
        college.Definition.AllowedOrigins,
        college.Definition.EventsPerMinute,
        college.Definition.WebhookPublicKey)
    {
        Learners = college.Definition.Learners,
        Since = college.Definition.Since,
    };

    public static CollegeView WithSecrets(College college, Keyring keyring, ProgrammeOptions programme) =>
        From(college) with
        {
            WebhookSecret = keyring.WebhookSecret(college.Id, college.SecretVersion),
            XapiPassword = keyring.XapiPassword(college.Id, college.SecretVersion),
            FeedUrl = FeedAddress.For(college, keyring, programme).FeedUrl,
        };
}
