using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Directory;

/// <summary><c>/servicePrincipals</c> and the app roles they, and people, are granted.</summary>
internal sealed class ServicePrincipalRoutes(TenantDirectory directory)
{
    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", "/servicePrincipals", List);
        routes.Map("POST", "/servicePrincipals", Create);
        routes.Map(
            "GET",
            "/servicePrincipals/{id}",
            call => GraphAnswer.Ok(directory.ServicePrincipal(call.Values["id"]).DeepClone()));
        routes.Map("GET", "/servicePrincipals/{id}/appRoleAssignments", call => Granted(call, "principalId"));
        routes.Map("GET", "/servicePrincipals/{id}/appRoleAssignedTo", call => Granted(call, "resourceId"));
        routes.Map(
            "POST",
            "/servicePrincipals/{id}/appRoleAssignments",
            call => Grant(call, "principalId", "ServicePrincipal"));
        routes.Map("POST", "/servicePrincipals/{id}/appRoleAssignedTo", call => Grant(call, "resourceId", "User"));
    }

    private GraphAnswer List(GraphCall call) => ODataQuery.From(call).Page(
        call,
        directory.ServicePrincipals,
        principal => name => principal[name],
        principal => (JsonObject)principal.DeepClone(),
        "servicePrincipals");

    private GraphAnswer Create(GraphCall call)
    {
        var appId = call.JsonBody()["appId"].Text();
        var application = directory.Applications.Find(known => known["appId"].Text() == appId)
            ?? throw Bad("The appId of the service principal does not reference a valid application object.");
        if (directory.ServicePrincipals.Exists(known => known["appId"].Text() == appId))
            throw new GraphErrorException(
                409,
                "Request_MultipleObjectsWithSameKeyValue",
                $"The service principal cannot be created: the service principal name {appId} is already in use.");
        var roles = (JsonArray)application["appRoles"].List().DeepClone();
        var principal = TenantDirectory.Principal(
            directory.NewId("principal"), appId!, application["displayName"].Text()!, "Application", roles);
        directory.ServicePrincipals.Add(principal);
        return new GraphAnswer(201, principal.DeepClone());
    }

    private GraphAnswer Granted(GraphCall call, string side)
    {
        var id = directory.ServicePrincipal(call.Values["id"])["id"].Text();
        return GraphAnswer.Ok(new JsonObject
        {
            ["value"] = new JsonArray(
                [.. directory.Assignments.Where(grant => grant[side].Text() == id).Select(grant => grant.DeepClone())]),
        });
    }

    private GraphAnswer Grant(GraphCall call, string side, string principalType)
    {
        var sent = call.JsonBody();
        var (principal, resource, role) = (Required(sent, "principalId"), Required(sent, "resourceId"), Required(sent, "appRoleId"));
        if (!call.Values["id"].Equals(sent[side].Text(), StringComparison.OrdinalIgnoreCase))
            throw Bad($"{side} is not that of the address.");
        if (!directory.ServicePrincipal(resource)["appRoles"].List().Any(
            known => role.Equals(known!["id"].Text(), StringComparison.OrdinalIgnoreCase)))
            throw Bad("Permission being assigned was not found on application.");
        if (directory.Assignments.Exists(grant => grant["principalId"].Text() == principal
            && grant["resourceId"].Text() == resource
            && grant["appRoleId"].Text() == role))
            throw Bad("Permission being assigned already exists on the object.");

        var grant = new JsonObject
        {
            ["id"] = directory.NewId("grant"),
            ["principalId"] = principal,
            ["principalType"] = principalType,
            ["resourceId"] = resource,
            ["appRoleId"] = role,
        };
        directory.Assignments.Add(grant);
        return new GraphAnswer(201, grant.DeepClone());
    }

    private static string Required(JsonObject sent, string name) =>
        sent[name].Text() is { } text && Guid.TryParse(text, out _)
            ? text
            : throw Bad($"{name} is required and a GUID.");

    private static GraphErrorException Bad(string message) => new(400, "Request_BadRequest", message);
}
