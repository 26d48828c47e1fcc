#:package Azure.Identity
#:property PublishAot=false

// What Azure's templates cannot make in the directory: the registration people sign in with, its trust in the app's identity, and that
// identity's permissions for Microsoft Graph. azd runs it before and after provisioning; each run does what can be done by then and
// leaves alone what is there. Needs Application Administrator and Privileged Role Administrator (or Global Administrator).
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;

const string GraphAppId = "00000003-0000-0000-c000-000000000000";
// Mail and calendar are granted in Exchange, for one mailbox (exchange-and-teams.ps1): a grant here would open every mailbox.
string[] permissions = ["OnlineMeetings.ReadWrite.All", "OnlineMeetingArtifact.Read.All", "User.ReadBasic.All"];
string[] tooWide = ["Calendars.ReadWrite", "Mail.ReadWrite", "Mail.Send"];

if (Setting("DIRECTORY_HOOK") == "skip")
{
    Console.WriteLine("Directory: left alone, as DIRECTORY_HOOK says.");
    return 0;
}

var graph = Setting("GRAPH_URL") ?? "https://graph.microsoft.com/v1.0";
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
try
{
    var registration = await RegistrationAsync();
    var signIn = await PrincipalOfAsync((string)registration["appId"]!)
        ?? await SendAsync(HttpMethod.Post, "servicePrincipals", new() { ["appId"] = (string)registration["appId"]! });
    if (Setting("PROGRAMME_MANAGER") is { } manager)
        await MakeManagerAsync(signIn, manager);
    if (Setting("APP_IDENTITY_PRINCIPAL_ID") is { } identity && Setting("SERVICE_API_URI") is { } address && Setting("AZURE_TENANT_ID") is { } tenant)
    {
        await TrustAsync(registration, identity, tenant);
        await ReturnToAsync(registration, address);
        await GrantAsync(identity);
    }

    Console.WriteLine("Directory: in order.");
    return 0;
}
catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
{
    Console.Error.WriteLine($"Directory: {refused.Message}. Somebody who administers applications must run this once; docs/deploy.md says how.");
    return 1;
}
catch (Exception fault) when (fault is HttpRequestException or InvalidOperationException)
{
    Console.Error.WriteLine($"Directory: {fault.Message}");
    return 1;
}

async Task<JsonNode> RegistrationAsync()
{
    var name = $"Pathway {Setting("AZURE_ENV_NAME") ?? throw new InvalidOperationException("AZURE_ENV_NAME is not set; azd sets it.")}";
    var known = Setting("SIGN_IN_CLIENT_ID");
    var found = await ListAsync($"applications?$filter={(known is null ? $"displayName eq '{name}'" : $"appId eq '{known}'")}");
    if (found.Count > 1)
        throw new InvalidOperationException($"there are {found.Count} registrations called '{name}': azd env set SIGN_IN_CLIENT_ID with the one that is meant.");
    if (found.Count == 0 && known is not null)
        throw new InvalidOperationException($"no registration has the client id {known}: correct SIGN_IN_CLIENT_ID, or leave it empty to have one made.");

    var registration = found.FirstOrDefault() ?? await SendAsync(HttpMethod.Post, "applications", new()
    {
        ["displayName"] = name,
        ["signInAudience"] = "AzureADMyOrg",
        ["web"] = new JsonObject { ["implicitGrantSettings"] = new JsonObject { ["enableIdTokenIssuance"] = true } },
        ["appRoles"] = new JsonArray(
            Role("Programme.Manager", "Runs the programme: colleges, activities, resources, reports."),
            Role("College.Coordinator", "Reads their own college's part.")),
    });
    if (known is null)
        await RunAsync("azd", "env", "set", "SIGN_IN_CLIENT_ID", (string)registration["appId"]!);
    return registration;
}

// The id follows from the name, so that a registration made again keeps it.
static JsonNode Role(string value, string description) => new JsonObject
{
    ["id"] = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"pathway role {value}")).AsSpan(0, 16)).ToString(),
    ["value"] = value,
    ["displayName"] = value.Replace('.', ' '),
    ["description"] = description,
    ["allowedMemberTypes"] = new JsonArray("User"),
    ["isEnabled"] = true,
};

async Task MakeManagerAsync(JsonNode signIn, string manager)
{
    var user = await GetAsync($"users/{Uri.EscapeDataString(manager)}?$select=id");
    await AssignAsync($"servicePrincipals/{signIn["id"]}/appRoleAssignedTo", signIn, (string)user["id"]!, "Programme.Manager");
}

async Task TrustAsync(JsonNode registration, string identity, string tenant)
{
    var there = await ListAsync($"applications/{registration["id"]}/federatedIdentityCredentials");
    if (there.Any(credential => (string?)credential["subject"] == identity))
        return;
    await SendAsync(HttpMethod.Post, $"applications/{registration["id"]}/federatedIdentityCredentials", new()
    {
        ["name"] = $"app-{identity}",
        ["issuer"] = $"https://login.microsoftonline.com/{tenant}/v2.0",
        ["subject"] = identity,
        ["audiences"] = new JsonArray("api://AzureADTokenExchange"),
    });
}

async Task ReturnToAsync(JsonNode registration, string address)
{
    var there = registration["web"]?["redirectUris"]?.AsArray().Select(uri => (string)uri!).ToList() ?? [];
    var wanted = $"{address.TrimEnd('/')}/.auth/login/aad/callback";
    if (there.Contains(wanted))
        return;
    await SendAsync(HttpMethod.Patch, $"applications/{registration["id"]}", new()
    {
        ["web"] = new JsonObject
        {
            ["implicitGrantSettings"] = new JsonObject { ["enableIdTokenIssuance"] = true },
            ["redirectUris"] = new JsonArray([.. there.Append(wanted).Select(uri => (JsonNode)uri)]),
        },
        ["identifierUris"] = new JsonArray($"api://{registration["appId"]}"),
    });
}

async Task GrantAsync(string identity)
{
    var offered = await PrincipalOfAsync(GraphAppId) ?? throw new InvalidOperationException("Microsoft Graph has no service principal in this tenant.");
    foreach (var permission in permissions)
        await AssignAsync($"servicePrincipals/{identity}/appRoleAssignments", offered, identity, permission);

    var granted = (await ListAsync($"servicePrincipals/{identity}/appRoleAssignments")).Select(grant => (string)grant["appRoleId"]!);
    foreach (var permission in tooWide.Where(value => granted.Contains(IdOf(offered, value))))
        Console.Error.WriteLine($"Directory: the app's identity has {permission} for every mailbox of the tenant. Take it away; Exchange grants it for one.");
}

async Task AssignAsync(string path, JsonNode resource, string principal, string role)
{
    var id = IdOf(resource, role) ?? throw new InvalidOperationException($"{resource["displayName"]} offers no app role {role}.");
    if ((await ListAsync(path)).Any(grant => (string?)grant["appRoleId"] == id && (string?)grant["principalId"] == principal))
        return;
    await SendAsync(HttpMethod.Post, path, new() { ["principalId"] = principal, ["resourceId"] = (string)resource["id"]!, ["appRoleId"] = id });
    Console.WriteLine($"Directory: granted {role}.");
}

static string? IdOf(JsonNode resource, string role) =>
    (string?)resource["appRoles"]!.AsArray().FirstOrDefault(known => (string?)known!["value"] == role)?["id"];

async Task<JsonNode?> PrincipalOfAsync(string appId) => (await ListAsync($"servicePrincipals?$filter=appId eq '{appId}'")).FirstOrDefault();

async Task<List<JsonNode>> ListAsync(string path)
{
    var items = new List<JsonNode>();
    for (var next = path; next is not null;)
    {
        var page = await GetAsync(next);
        items.AddRange(page["value"]!.AsArray().Select(item => item!));
        next = (string?)page["@odata.nextLink"];
    }

    return items;
}

Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body)
{
    // What was made a moment ago is not everywhere in the directory yet.
    for (var attempt = 1; ; attempt++)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"{graph}/{path}");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode)
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        if (attempt == 6 || answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError))
            throw new HttpRequestException($"{method} {path.Split('?')[0]}: {(int)answer.StatusCode} {Reason(text)}", null, answer.StatusCode);
        await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt * 2), TimeProvider.System);
    }
}

static string Reason(string text)
{
    try
    {
        return (string?)JsonNode.Parse(text)?["error"]?["message"] ?? "";
    }
    catch (System.Text.Json.JsonException)
    {
        return "";
    }
}

async Task<string> TokenAsync()
{
    // A simulator on this machine takes any token, and must not be shown a real one.
    if (new Uri(graph).IsLoopback)
        return "local";
    var signedIn = new ChainedTokenCredential(new AzureDeveloperCliCredential(), new AzureCliCredential());
    return (await signedIn.GetTokenAsync(new TokenRequestContext(["https://graph.microsoft.com/.default"]), default)).Token;
}

static async Task RunAsync(string program, params string[] arguments)
{
    using var process = Process.Start(program, arguments);
    await process.WaitForExitAsync();
    if (process.ExitCode != 0)
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
}

static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
