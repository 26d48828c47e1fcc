using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Directory;

/// <summary><c>/applications</c>: registrations and the identities they trust instead of a secret.</summary>
internal sealed class ApplicationRoutes(TenantDirectory directory)
{
    private const string Credentials = "federatedIdentityCredentials";

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", "/applications", List);
        routes.Map("POST", "/applications", Create);
        routes.Map(
            "GET",
            "/applications/{id}",
            call => GraphAnswer.Ok(Shown(TenantDirectory.Find(directory.Applications, call.Values["id"]))));
        routes.Map("PATCH", "/applications/{id}", Change);
        routes.Map("GET", "/applications/{id}/federatedIdentityCredentials", ListCredentials);
        routes.Map("POST", "/applications/{id}/federatedIdentityCredentials", AddCredential);
    }

    private GraphAnswer List(GraphCall call) =>
        ODataQuery.From(call)
            .Page(call, directory.Applications, application => name => application[name], Shown, "applications");

    private GraphAnswer Create(GraphCall call)
    {
        var application = (JsonObject)Checked(call.JsonBody()).DeepClone();
        if (application["displayName"].Text() is not { Length: > 0 })
            throw Bad("Property displayName is required.");
        application["id"] = directory.NewId("application");
        application["appId"] = directory.NewId("client");
        application[Credentials] = new JsonArray();
        directory.Applications.Add(application);
        return new GraphAnswer(201, Shown(application));
    }

    private GraphAnswer Change(GraphCall call)
    {
        var application = TenantDirectory.Find(directory.Applications, call.Values["id"]);
        foreach (var (name, value) in Checked(call.JsonBody()))
            application[name] = value?.DeepClone();
        return new GraphAnswer(204);
    }

    private GraphAnswer ListCredentials(GraphCall call) => GraphAnswer.Ok(new JsonObject
    {
        ["value"] = TenantDirectory.Find(directory.Applications, call.Values["id"])[Credentials]!.DeepClone(),
    });

    private GraphAnswer AddCredential(GraphCall call)
    {
        var there = TenantDirectory.Find(directory.Applications, call.Values["id"])[Credentials]!.AsArray();
        var sent = (JsonObject)call.JsonBody().DeepClone();
        if (sent["name"].Text() is not { Length: > 0 } name
            || sent["issuer"].Text() is not { Length: > 0 }
            || sent["subject"].Text() is not { Length: > 0 } subject
            || sent["audiences"].List().Count != 1)
            throw Bad("name, issuer, subject and exactly one of audiences are required.");
        if (there.Any(known => known!["name"].Text() == name || known["subject"].Text() == subject))
            throw new GraphErrorException(
                409,
                "Request_MultipleObjectsWithSameKeyValue",
                "FederatedIdentityCredential with this name, or this issuer and subject, already exists.");
        sent["id"] = directory.NewId("credential");
        there.Add((JsonNode)sent);
        return new GraphAnswer(201, sent.DeepClone());
    }

    private static JsonObject Checked(JsonObject sent)
    {
        string[] known = ["displayName", "signInAudience", "appRoles", "web", "identifierUris", "api"];
        if (sent.FirstOrDefault(member => !known.Contains(member.Key)).Key is { } other)
            throw GraphErrorException.NotModelled($"'{other}' of an application");
        var ids = sent["appRoles"].List().Select(role => role!["id"].Text()).ToList();
        return ids.TrueForAll(id => Guid.TryParse(id, out _))
            && ids.Distinct(StringComparer.OrdinalIgnoreCase).Count() == ids.Count
            ? sent
            : throw Bad("Each app role has a unique GUID as its id.");
    }

    private static JsonObject Shown(JsonObject application)
    {
        var shown = (JsonObject)application.DeepClone();
        shown.Remove(Credentials);
        return shown;
    }

    private static GraphErrorException Bad(string message) => new(400, "Request_BadRequest", message);
}
