using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>
/// A college's form, as the body of <c>PUT /api/colleges/{id}</c>: what the form does not show stays as the API shows it.
/// </summary>
public sealed class CollegeForms(CollegeTable register)
{
    private const string IdRule = "is utc- and lower-case letters, digits and single hyphens, such as utc-leeds.";

    private static readonly string[] Lists = ["contacts", "audience", "emailDomains", "allowedOrigins"];

    public static string Label(string name) => name switch
    {
        "id" => "Short name",
        "name" => "Name",
        "timeZone" => "Time zone",
        "contacts" => "Contacts",
        "audience" => "Invited to activities",
        "emailDomains" => "Mail domains",
        "allowedOrigins" => "Hosts for the web hook handshake",
        _ => name,
    };

    /// <summary>The college's form as it stands.</summary>
    public static FormFields FieldsOf(College college)
    {
        var definition = college.Definition;
        return new FormFields(new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["name"] = definition.Name,
            ["timeZone"] = definition.TimeZone,
            ["contacts"] = string.Join('\n', definition.Contacts),
            ["audience"] = string.Join('\n', definition.AudienceLines),
            ["emailDomains"] = string.Join('\n', definition.EmailDomains),
            ["allowedOrigins"] = string.Join('\n', definition.AllowedOrigins),
            ["version"] = college.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Joins a college that is not in the programme.</summary>
    public async Task<(College? Joined, IReadOnlyList<Fault> Faults)> JoinAsync(
        FormFields form, CancellationToken cancellationToken)
    {
        if (!CollegeId.TryParse(form["id"].Trim(), out var id))
            return (null, [new Fault("/id", IdRule), .. FaultsOf(null, form, default)]);
        if (Read(null, form, id, out var faults) is not { } definition)
            return (null, faults);
        var (change, college) = await register.PutAsync(id, definition, Precondition.IsNew, cancellationToken);
        return change == CollegeChange.Created
            ? (college, [])
            : (null, [new Fault("/id", "is in the programme already.")]);
    }

    public async Task<IReadOnlyList<Fault>> ChangeAsync(
        College college, FormFields form, CancellationToken cancellationToken)
    {
        if (Read(college, form, college.Id, out var faults) is not { } definition)
            return faults;
        var (change, _) = await register.PutAsync(college.Id, definition, form.AsShown, cancellationToken);
        return change == CollegeChange.ChangedSince ? [FaultWords.Overtaken("college")] : [];
    }

    private static IReadOnlyList<Fault> FaultsOf(College? college, FormFields form, CollegeId id)
    {
        _ = Read(college, form, id, out var faults);
        return faults;
    }

    private static CollegeDefinition? Read(
        College? college, FormFields form, CollegeId id, out IReadOnlyList<Fault> faults)
    {
        var body = college is null
            ? []
            : JsonSerializer.SerializeToNode(CollegeView.From(college), PathwayJson.Plain)!.AsObject();
        body["name"] = form["name"];
        if (form["timeZone"].Trim() is { Length: > 0 } zone)
            body["timeZone"] = zone;
        foreach (var list in Lists)
            body[list] = new JsonArray([.. form.Lines(list).Select(line => (JsonNode)line)]);
        return body.Deserialize<CollegeRequest>(PathwayJson.Strict)!.Validate(id, out faults);
    }
}
