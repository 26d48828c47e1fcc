using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class DirectoryTests : GraphSimulatorTest
{
    private const string Graph = "servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'";
    private const string Identity = "7d1c3f40-1111-4a5b-9c6d-0a1b2c3d4e5f";

    [Fact]
    public async Task Graph_itself_offers_the_permissions_a_programme_needs()
    {
        var offered = Assert.Single((await Get(Graph)).Values)["appRoles"]!.AsArray()
            .ToDictionary(role => (string)role!["value"]!, role => (string)role!["id"]!, StringComparer.Ordinal);

        Assert.Equal("b633e1c5-b582-4048-a93e-9f11b44c7e96", offered["Mail.Send"]);
        Assert.Equal("c1684f21-1984-47fa-9d61-2dc8c296bb70", offered["OnlineMeetings.Read.All"]);
    }

    [Fact]
    public async Task A_permission_is_granted_once_and_only_if_it_is_offered()
    {
        var grant = await Grant("df01ed3b-eb61-4eca-9965-6b3d789751b2");

        Assert.Equal(201, (await Post($"servicePrincipals/{Identity}/appRoleAssignments", grant)).Status);
        Assert.Equal(400, (await Post($"servicePrincipals/{Identity}/appRoleAssignments", grant)).Status);
        Assert.Equal(
            400,
            (await Post($"servicePrincipals/{Identity}/appRoleAssignments", await Grant("df01ed3b-eb61-4eca-9965-6b3d789751b3"))).Status);
        Assert.Single((await Get($"servicePrincipals/{Identity}/appRoleAssignments")).Values);
    }

    [Fact]
    public async Task A_registration_has_one_service_principal_and_trusts_an_identity_once()
    {
        var application = (await Post("applications", new JsonObject { ["displayName"] = "Pathway" })).Json;
        var appId = new JsonObject { ["appId"] = (string)application["appId"]! };
        var credential = new JsonObject
        {
            ["name"] = "app",
            ["issuer"] = "https://login.example",
            ["subject"] = Identity,
            ["audiences"] = new JsonArray("api://AzureADTokenExchange"),
        };
        var credentials = $"applications/{application["id"]}/federatedIdentityCredentials";

        Assert.Equal(
            (201, 409),
            ((await Post("servicePrincipals", appId)).Status, (await Post("servicePrincipals", appId)).Status));
        Assert.Equal(
            (201, 409), ((await Post(credentials, credential)).Status, (await Post(credentials, credential)).Status));
    }

    [Fact]
    public async Task What_it_does_not_model_it_refuses()
    {
        Assert.Equal(
            501,
            (await Post("applications", new JsonObject { ["displayName"] = "Pathway", ["passwordCredentials"] = new JsonArray() })).Status);
        Assert.Equal(400, (await Post("servicePrincipals", new JsonObject { ["appId"] = Identity })).Status);
        Assert.Equal(404, (await Get($"applications/{Identity}")).Status);
    }

    [Fact]
    public async Task Reset_forgets_registrations_too()
    {
        await Post("applications", new JsonObject { ["displayName"] = "Pathway" });

        await Control(HttpMethod.Post, "reset");

        Assert.Empty((await Get("applications")).Values);
        Assert.Single((await Get(Graph)).Values);
    }

    private async Task<JsonObject> Grant(string role) =>
        new()
        {
            ["principalId"] = Identity,
            ["resourceId"] = (string)Assert.Single((await Get(Graph)).Values)["id"]!,
            ["appRoleId"] = role,
        };
}
