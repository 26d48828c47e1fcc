using Pathway.Infra.Tests.Compiler;
using Pathway.Infra.Tests.Rules;

namespace Pathway.Infra.Tests;

/// <summary>Slips that compile, each made in a copy of the Bicep, and the rule that finds it.</summary>
public sealed class PlantedFaultTests(Compilation compilation)
{
    private const string Types = "Azure's published types";

    [Theory]
    [InlineData("a SKU there is not", "SiteRules.FlexConsumption", "app.bicep", "'FC1'", "'FC9'")]
    [InlineData(
        "an identity's kind misspelt",
        Types,
        "app.bicep",
        "type: 'UserAssignedIdentity'",
        "type: 'UserAssignedIdentitty'")]
    [InlineData("a TLS version there is not", Types, "data-storage.bicep", "'TLS1_2'", "'TLS1_9'")]
    [InlineData("a client action there is not", Types, "app.bicep", "'AllowAnonymous'", "'AllowAnonymus'")]
    [InlineData("a redundancy there is not", Types, "data-storage.bicep", "'Standard_ZRS'", "'Standard_ZZRS'")]
    [InlineData("a comparison there is not", Types, "log-alerts.bicep", "'GreaterThan'", "'MoreThan'")]
    [InlineData("an older runtime", "SiteRules.FlexConsumption", "app.bicep", "version: '10.0'", "version: '8.0'")]
    [InlineData(
        "a runtime misspelt", "SiteRules.FlexConsumption", "app.bicep", "'dotnet-isolated'", "'dotnet-isolatd'")]
    [InlineData(
        "a setting of the site that Flex refuses", "SiteRules.FlexConsumption",
        "app.bicep", "http20Enabled: true", "http20Enabled: true, netFrameworkVersion: 'v10.0'")]
    [InlineData(
        "a memory there is not",
        "SiteRules.Scale",
        "app.bicep",
        "instanceMemoryMB: instanceMemory",
        "instanceMemoryMB: 777")]
    [InlineData(
        "fewer instances than the least", "SiteRules.Scale",
        "app.bicep", "maximumInstanceCount: instancesAtMost", "maximumInstanceCount: 2")]
    [InlineData(
        "instances that wait for Exchange", "SiteRules.Scale",
        "app.bicep", "alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: alwaysReady }]",
        "[{ name: 'function:SyncActivity', instanceCount: 1 }]")]
    [InlineData(
        "a package container that nobody makes",
        "SiteRules.Package",
        "app.bicep",
        "/${packageContainer}'",
        "/packages'")]
    [InlineData(
        "an API version nobody looked up", "SiteRules.PinnedVersions",
        "vault.bicep", "vaults@2024-11-01' = {", "vaults@2023-07-01' = {")]
    [InlineData(
        "the old way to name the worker", "SettingRules.NoneIsForbidden",
        "app.bicep", "AZURE_CLIENT_ID:", "FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'\n      AZURE_CLIENT_ID:")]
    [InlineData(
        "a setting misspelt, so set and not read", "SettingRules.EveryOneSetIsRead",
        "../programme.bicep", "Calendars__Category", "Calendar__Category")]
    [InlineData(
        "a setting misspelt, so read and not set", "SettingRules.EveryOneReadIsSet",
        "../programme.bicep", "Digests__QuietDays", "Digests__QuietDay")]
    [InlineData(
        "a value that the app refuses", "SettingRules.TheAppStarts",
        "../programme.bicep", "Graph__Concurrency: '4'", "Graph__Concurrency: '40'")]
    [InlineData(
        "a queue's name that the app refuses", "SettingRules.TheAppStarts",
        "../programme.bicep", "'calendar-sync'", "'Calendar_Sync'")]
    [InlineData(
        "a key in the open",
        "SettingRules.NoneIsASecret",
        "app.bicep",
        "'@Microsoft.KeyVault(SecretUri=${rootKeyUri})'",
        "'AAAA'")]
    [InlineData("no poison queues", "NameRules.Queues", "data-storage.bicep", "'${queue}-poison'", "'${queue}-dead'")]
    [InlineData("a table misspelt", "NameRules.Tables", "../programme.bicep", "'DigestSlots'", "'DigestSlot'")]
    [InlineData("a container misspelt", "NameRules.Containers", "../programme.bicep", "  claims: 90", "  claim: 90")]
    [InlineData(
        "shared keys", "StorageRules.NoKeysNothingPublic",
        "data-storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true")]
    [InlineData(
        "public files",
        "StorageRules.NoKeysNothingPublic",
        "data-storage.bicep",
        "publicAccess: 'None'",
        "publicAccess: 'Blob'")]
    [InlineData(
        "no versions", "StorageRules.DataCanBeHadBack",
        "data-storage.bicep", "isVersioningEnabled: true", "isVersioningEnabled: false")]
    [InlineData(
        "uploads from anywhere", "StorageRules.PagesMayUpload", "data-storage.bicep", "[uploadOrigin]", "['*']")]
    [InlineData(
        "data in the host's account", "StorageRules.HostAndDataApart",
        "app.bicep", "AzureWebJobsStorage__accountName: hostStorageName", "AzureWebJobsStorage__accountName: dataStorageName")]
    [InlineData(
        "a role's id mistyped", "AccessRules.ExactlyTheseRoles",
        "access.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "4633458b-17de-408a-b874-0445c86b69e7")]
    [InlineData(
        "a role too wide", "AccessRules.ExactlyTheseRoles", "access.bicep", "scope: vault::secret\n", "scope: vault\n")]
    [InlineData(
        "strangers stopped at the door", "AccessRules.AnonymousRoutesEqualTheAttributes",
        "app.bicep", "requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous'",
        "requireAuthentication: true, unauthenticatedClientAction: 'Return401', excludedPaths: ['/api/webhooks/*']")]
    [InlineData(
        "accounts of any tenant",
        "AccessRules.SignInHasNoSecret",
        "app.bicep",
        "${tenant().tenantId}/v2.0",
        "common/v2.0")]
    [InlineData(
        "a stored secret", "AccessRules.SignInHasNoSecret",
        "app.bicep", "clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'",
        "clientSecretSettingName: 'MICROSOFT_PROVIDER_AUTHENTICATION_SECRET'")]
    [InlineData(
        "a vault reference without its identity", "AccessRules.IdentityEverywhere",
        "app.bicep", "    keyVaultReferenceIdentity: identity.id\n", "")]
    [InlineData(
        "telemetry from anybody", "AccessRules.IdentityEverywhere",
        "monitoring.bicep", "DisableLocalAuth: true", "DisableLocalAuth: false")]
    [InlineData(
        "a timer nobody misses", "WatchRules.EveryTimerIsMissed", "../programme.bicep", "  SendDigests: 45\n", "")]
    [InlineData(
        "a timer missed while it waits", "WatchRules.EveryTimerIsMissed",
        "../programme.bicep", "PurgeClaims: 1560", "PurgeClaims: 60")]
    [InlineData(
        "poison that nobody sees",
        "WatchRules.PoisonIsSeen",
        "log-alerts.bicep",
        "endswith \"-poison\"",
        "endswith \"_poison\"")]
    [InlineData(
        "a health check nobody asks for", "WatchRules.EveryHealthCheckIsAskedFor",
        "../programme.bicep", "  queues: 'A queue", "  queue: 'A queue")]
    [InlineData(
        "an alert that tells nobody", "WatchRules.EveryAlertReachesTheOperator",
        "log-alerts.bicep", "actionGroups: [actionGroupId]", "actionGroups: []")]
    [InlineData(
        "telemetry without end",
        "WatchRules.CostIsCapped",
        "monitoring.bicep",
        "dailyQuotaGb: dailyCap",
        "dailyQuotaGb: -1")]
    [InlineData(
        "a verdict nobody awaits", "NetworkRules.VerdictIsAwaitedWhenThereIsOne",
        "../main.bicep", "string(malwareScanning)", "'false'", "closed")]
    [InlineData(
        "a vault left open",
        "NetworkRules.ClosedOrOpen",
        "vault.bicep",
        "closed ? 'Disabled' : 'Enabled'",
        "'Enabled'",
        "closed")]
    [InlineData(
        "a subnet that functions may not use", "NetworkRules.EndpointsForAll",
        "network.bicep", "'Microsoft.App/environments'", "'Microsoft.Web/serverFarms'", "closed")]
    [InlineData(
        "a site that azd does not find", "SiteRules.AzdFindsIt",
        "app.bicep", "'azd-service-name': 'api'", "'azd-service-name': 'app'")]
    [InlineData(
        "a name known only while deploying", "SiteRules.NamesAreKnownBeforehand",
        "../main.bicep", "params: { workspaceName: names.workspace, location: location, tags: tags }",
        "params: { workspaceName: identity.outputs.clientId, location: location, tags: tags }")]
    public async Task A_slip_is_found(
        string slip, string rule, string file, string old, string changed, string set = "plain")
    {
        using var planted = InfraFolder.With(
            (Path.GetRelativePath("x", Path.Combine("x", "modules", file)), old, changed));

        var faults = Rule.Named(rule).Faults(await compilation.PredictAsync(planted, set)).ToList();

        Assert.True(faults.Count > 0, $"{rule} does not find {slip}.");
    }

    [Theory]
    [InlineData("a member misspelt", "BCP089", "app.bicep", "httpsOnly: true", "httpOnly: true")]
    [InlineData(
        "a secret with a default", "secure-parameter-default",
        "../main.bicep", "keySeedA string = newGuid()", "keySeedA string = 'AAAA'")]
    [InlineData(
        "a secret given away", "outputs-should-not-contain-secrets",
        "../main.bicep", "output AZURE_LOCATION string = location", "output AZURE_LOCATION string = keySeedA")]
    [InlineData(
        "an address of one cloud only", "no-hardcoded-env-urls",
        "app.bicep", "environment().suffixes.storage", "'core.windows.net'")]
    public async Task A_slip_is_found_by_the_compiler(
        string slip, string finding, string file, string old, string changed)
    {
        using var planted = InfraFolder.With(
            (Path.GetRelativePath("x", Path.Combine("x", "modules", file)), old, changed));

        var findings = (await compilation.Compiler.CompileAsync(file.StartsWith("..", StringComparison.Ordinal) ? planted.Main : planted.File(Path.Combine("modules", file)))).Findings;

        Assert.True(
            findings.Any(found => found.StartsWith(finding + ":", StringComparison.Ordinal)),
            $"The compiler does not find {slip}: {string.Join("; ", findings)}");
    }
}
