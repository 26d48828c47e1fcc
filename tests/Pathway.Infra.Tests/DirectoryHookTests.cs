using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pathway.Functions.Http;
using Pathway.GraphSimulator;

namespace Pathway.Infra.Tests;

/// <summary>The hook against the simulated directory.</summary>
public sealed class DirectoryHookTests(DirectoryHook hook) : IAsyncLifetime
{
    private const string Identity = "7d1c3f40-1111-4a5b-9c6d-0a1b2c3d4e5f";
    private const string Tenant = "99999999-2222-3333-4444-555555555555";
    private const string Address = "https://func-pathway.azurewebsites.net";

    private GraphSimulator.GraphSimulator graph = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command called azd is a shell script.");
        graph = await GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions(), TestContext.Current.CancellationToken);
        http = new HttpClient
        {
            BaseAddress = new Uri(graph.Address, "/v1.0/"),
            DefaultRequestHeaders = { { "Authorization", "Bearer test" } },
        };
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (graph is not null)
            await graph.DisposeAsync();
    }

    [Fact]
    public async Task Before_provisioning_it_makes_the_registration_with_the_apps_roles_and_tells_azd_its_client_id()
    {
        var run = await hook.RunAsync(graph);

        Assert.True(run.Code == 0, run.Output);
        var registration = Assert.Single(await List("applications"));
        Assert.Equal("AzureADMyOrg", (string?)registration["signInAudience"]);
        Assert.Equal(
            [Caller.CoordinatorRole, Caller.ManagerRole],
            registration["appRoles"]!.AsArray().Select(role => (string)role!["value"]!).Order(StringComparer.Ordinal));
        Assert.Single(await List($"servicePrincipals?$filter=appId eq '{registration["appId"]}'"));
        Assert.Equal($"env set SIGN_IN_CLIENT_ID {registration["appId"]}\n", run.Asked);
    }

    [Fact]
    public async Task After_provisioning_the_registration_trusts_the_identity_and_the_identity_has_what_it_needs_of_Graph()
    {
        var run = await After();

        Assert.True(run.Code == 0, run.Output);
        var registration = Assert.Single(await List("applications"));
        var credential = Assert.Single(await List($"applications/{registration["id"]}/federatedIdentityCredentials"));
        Assert.Equal(
            ($"https://login.microsoftonline.com/{Tenant}/v2.0", Identity),
            ((string)credential["issuer"]!, (string)credential["subject"]!));
        Assert.Equal("api://AzureADTokenExchange", (string?)credential["audiences"]![0]);
        Assert.Equal(
            [$"{Address}/.auth/login/aad/callback"],
            registration["web"]!["redirectUris"]!.AsArray().Select(uri => (string)uri!));
        Assert.Equal(
            ["OnlineMeetingArtifact.Read.All", "OnlineMeetings.ReadWrite.All", "User.ReadBasic.All"], await Granted());
    }

    [Fact]
    public async Task It_never_asks_for_every_mailbox()
    {
        await After();

        Assert.DoesNotContain(
            await Granted(),
            permission => permission.StartsWith("Mail", StringComparison.Ordinal) || permission.StartsWith("Calendars", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_so_when_somebody_else_has_granted_every_mailbox()
    {
        var offered = (await List("servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'"))[0];
        var send = offered["appRoles"]!.AsArray().Single(role => (string?)role!["value"] == "Mail.Send")!["id"];
        using var granted = await http.PostAsJsonAsync(
            $"servicePrincipals/{Identity}/appRoleAssignments",
            new JsonObject
            {
                ["principalId"] = Identity,
                ["resourceId"] = (string)offered["id"]!,
                ["appRoleId"] = (string)send!,
            },
            TestContext.Current.CancellationToken);
        granted.EnsureSuccessStatusCode();

        Assert.Contains("Mail.Send for every mailbox", (await After()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await After(("PROGRAMME_MANAGER", "manager@example.org"));
        var clientId = (string)(await List("applications"))[0]["appId"]!;
        var before = graph.Requests.Count;

        var again = await After(("SIGN_IN_CLIENT_ID", clientId), ("PROGRAMME_MANAGER", "manager@example.org"));

        Assert.True(again.Code == 0, again.Output);
        Assert.All(graph.Requests.Skip(before), request => Assert.Equal("GET", request.Method));
        Assert.Equal("", again.Asked);
    }

    [Fact]
    public async Task The_manager_it_is_told_of_gets_the_role()
    {
        await After(("PROGRAMME_MANAGER", "manager@example.org"));

        var registration = Assert.Single(await List("applications"));
        var signIn = Assert.Single(await List($"servicePrincipals?$filter=appId eq '{registration["appId"]}'"));
        var grant = Assert.Single(await List($"servicePrincipals/{signIn["id"]}/appRoleAssignedTo"));
        var role = registration["appRoles"]!.AsArray().Single(
            role => (string?)role!["id"] == (string?)grant["appRoleId"])!;
        Assert.Equal(Caller.ManagerRole, (string?)role["value"]);
    }

    [Fact]
    public async Task A_client_id_that_nobody_has_is_a_clear_fault()
    {
        var run = await hook.RunAsync(graph, ("SIGN_IN_CLIENT_ID", Identity));

        Assert.Equal(1, run.Code);
        Assert.Contains("SIGN_IN_CLIENT_ID", run.Output, StringComparison.Ordinal);
        Assert.Empty(await List("applications"));
    }

    [Fact]
    public async Task It_can_be_told_to_leave_the_directory_alone()
    {
        var run = await hook.RunAsync(graph, ("DIRECTORY_HOOK", "skip"));

        Assert.Equal(0, run.Code);
        Assert.Empty(graph.Requests);
    }

    private Task<(int Code, string Output, string Asked)> After(params (string Name, string Value)[] more) =>
        hook.RunAsync(
            graph,
            [("APP_IDENTITY_PRINCIPAL_ID", Identity), ("SERVICE_API_URI", Address), ("AZURE_TENANT_ID", Tenant), .. more]);

    private async Task<string[]> Granted()
    {
        var offered = (await List("servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'"))[0]["appRoles"]!.AsArray();
        return
        [
            .. (await List($"servicePrincipals/{Identity}/appRoleAssignments"))
                .Select(
                    grant => (string)offered.Single(role => (string?)role!["id"] == (string?)grant["appRoleId"])!["value"]!)
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<JsonNode[]> List(string path) =>
        [.. (await http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!["value"]!.AsArray().Select(item => item!)];
}
