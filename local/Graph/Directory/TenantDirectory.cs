using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Directory;

/// <summary>
/// Applications, service principals and what they were granted. It lives as long as the mailboxes beside it and is
/// not kept in the data file. Whoever reads or changes it holds the exchange's gate.
/// </summary>
internal sealed class TenantDirectory(Exchange exchange)
{
    private readonly List<JsonObject> applications = [];
    private readonly List<JsonObject> servicePrincipals = [];
    private readonly List<JsonObject> assignments = [];
    private long stamp = -1;

    public List<JsonObject> Applications => Living().applications;

    public List<JsonObject> ServicePrincipals => Living().servicePrincipals;

    public List<JsonObject> Assignments => Living().assignments;

    /// <exception cref="GraphErrorException">404: nothing of the list has this id.</exception>
    public static JsonObject Find(IEnumerable<JsonObject> objects, string id) =>
        objects.FirstOrDefault(item => id.Equals(item["id"].Text(), StringComparison.OrdinalIgnoreCase))
        ?? throw new GraphErrorException(
            404,
            "Request_ResourceNotFound",
            $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    /// <summary>
    /// A service principal; one that nobody made is the managed identity of something in Azure, which needs no making
    /// here.
    /// </summary>
    public JsonObject ServicePrincipal(string id)
    {
        if (!Guid.TryParse(id, out _))
            throw new GraphErrorException(400, "Request_BadRequest", "Invalid object identifier.");
        if (ServicePrincipals.Find(known => id.Equals(known["id"].Text(), StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;
        var identity = Principal(id, NewId("identity"), "managed identity", "ManagedIdentity", []);
        ServicePrincipals.Add(identity);
        return identity;
    }

    public static JsonObject Principal(string id, string appId, string name, string kind, JsonArray appRoles) => new()
    {
        ["id"] = id,
        ["appId"] = appId,
        ["displayName"] = name,
        ["servicePrincipalType"] = kind,
        ["appRoleAssignmentRequired"] = false,
        ["appRoles"] = appRoles,
    };

    public string NewId(string what) => DerivedIds.Guid($"{what} {exchange.Stamp} {exchange.NextNumber()}").ToString();

    private TenantDirectory Living()
    {
        if (stamp == exchange.Stamp)
            return this;
        stamp = exchange.Stamp;
        applications.Clear();
        assignments.Clear();
        servicePrincipals.Clear();
        var roles = GraphPermissions.All.Select(role => (JsonNode)new JsonObject
        {
            ["id"] = role.Id,
            ["value"] = role.Value,
            ["isEnabled"] = true,
            ["allowedMemberTypes"] = new JsonArray("Application"),
        });
        servicePrincipals.Add(
            Principal(NewId("graph"), GraphPermissions.GraphAppId, "Microsoft Graph", "Application", [.. roles]));
        return this;
    }
}
