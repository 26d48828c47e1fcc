using System.Text.Json.Nodes;
using Pathway.Infra.Tests.App;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>The plan, the site and how it scales.</summary>
public static class SiteRules
{
    private static readonly int[] MemorySizes = [512, 2048, 4096];

    private static readonly string[] NeverSent =
    [
        "netFrameworkVersion", "functionAppScaleLimit", "linuxFxVersion", "appSettings", "alwaysOn",
        "use32BitWorkerProcess",
    ];

    /// <summary>Microsoft's own, as they were looked up; a newer one is a decision.</summary>
    private static readonly Dictionary<string, string> ApiVersions = new(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/diagnosticSettings"] = "2021-05-01-preview",
        ["Microsoft.KeyVault/vaults"] = "2024-11-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.Network/privateEndpoints"] = "2025-05-01",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-07-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/managementPolicies"] = "2025-01-01",
        ["Microsoft.Web/serverfarms"] = "2025-03-01",
        ["Microsoft.Web/sites"] = "2025-03-01",
        ["Microsoft.Web/sites/config"] = "2025-03-01",
    };

    public static IEnumerable<string> FlexConsumption(Prediction prediction)
    {
        var plan = prediction.One("Microsoft.Web/serverfarms");
        if ((string?)plan.At("sku.name") != "FC1"
            || (string?)plan.At("sku.tier") != "FlexConsumption"
            || plan.At("properties.reserved")?.GetValue<bool>() != true)
            yield return $"The plan is {plan.At("sku")?.ToJsonString()}, not Flex Consumption on Linux.";
        if ((string?)prediction.Site.Body["kind"] != "functionapp,linux")
            yield return $"The site is a '{prediction.Site.Body["kind"]}'.";
        var runtime = prediction.Site.At("properties.functionAppConfig.runtime");
        var framework = typeof(Functions.PathwayServices).Assembly.GetCustomAttributes(
            typeof(System.Runtime.Versioning.TargetFrameworkAttribute), false)
            .Cast<System.Runtime.Versioning.TargetFrameworkAttribute>().Single().FrameworkName.Split("Version=v")[1];
        if ((string?)runtime?["name"] != "dotnet-isolated" || (string?)runtime["version"] != framework)
            yield return $"The runtime is {runtime?.ToJsonString()}; the app is built for {framework}.";
        foreach (var name in NeverSent.Where(name => prediction.Site.At($"properties.siteConfig.{name}") is not null))
            yield return $"siteConfig.{name} breaks a Flex Consumption app.";
    }

    public static IEnumerable<string> OnlyHttps(Prediction prediction)
    {
        if (prediction.Site.At("properties.httpsOnly")?.GetValue<bool>() != true)
            yield return "The site answers without TLS.";
        foreach (var name in (string[])["minTlsVersion", "scmMinTlsVersion"])
        {
            if ((string?)prediction.Site.At($"properties.siteConfig.{name}") is not ("1.2" or "1.3"))
                yield return $"{name} is {prediction.Site.At($"properties.siteConfig.{name}")}.";
        }

        if ((string?)prediction.Site.At("properties.siteConfig.ftpsState") != "Disabled")
            yield return "FTP is open.";
    }

    /// <summary>
    /// Each function that is not HTTP has instances of its own. Exchange takes four requests at once to a mailbox, so
    /// SyncActivity, the one that invites, gains nothing by more: it has no instance that never sleeps, and the app
    /// no more instances than were asked for.
    /// </summary>
    public static IEnumerable<string> Scale(Prediction prediction)
    {
        var scale = prediction.Site.At("properties.functionAppConfig.scaleAndConcurrency") as JsonObject ?? [];
        if (scale["instanceMemoryMB"]?.GetValue<int>() is not { } memory || !MemorySizes.Contains(memory))
            yield return $"Instances of {scale["instanceMemoryMB"]} MB are not to be had.";
        if (scale["maximumInstanceCount"]?.GetValue<int>() is not (>= 40 and <= 1000))
            yield return $"maximumInstanceCount is {scale["maximumInstanceCount"]}; 40 to 1000 are allowed.";
        foreach (var always in scale["alwaysReady"]?.AsArray() ?? [])
        {
            var name = (string?)always!["name"];
            if (name == "function:SyncActivity")
                yield return "SyncActivity would hold instances that wait for Exchange.";
            else if (name != "http" && !CompiledApp.Functions.Any(function => name == $"function:{CompiledApp.Name(function)}"))
                yield return $"No group of functions is called {name}.";
        }
    }

    public static IEnumerable<string> Package(Prediction prediction)
    {
        var storage = prediction.Site.At("properties.functionAppConfig.deployment.storage");
        var containers = prediction.Of("Microsoft.Storage/storageAccounts/blobServices/containers")
            .Where(container => container.Name.StartsWith(prediction.HostStorage.Name + "/", StringComparison.Ordinal))
            .Select(container => $"https://{prediction.HostStorage.Name}.blob.core.windows.net/{container.LastName}");
        if (!containers.Contains((string?)storage?["value"], StringComparer.Ordinal))
            yield return $"The package's container {storage?["value"]} is not made.";
    }

    public static IEnumerable<string> PinnedVersions(Prediction prediction) => prediction.Resources
        .Where(resource => ApiVersions.TryGetValue(resource.Type, out var version) && version != resource.ApiVersion)
        .Select(resource => $"{resource.Type} is {resource.ApiVersion}, not {ApiVersions[resource.Type]}.");

    public static IEnumerable<string> AzdFindsIt(Prediction prediction)
    {
        if ((string?)prediction.Site.Body["tags"]?["azd-service-name"] != "api")
            yield return "The site does not bear azd-service-name: api.";
        if ((string?)prediction.One("Microsoft.Resources/resourceGroups").Body["tags"]?["azd-env-name"] is not { Length: > 0 })
            yield return "The group does not bear azd-env-name.";
        if ((string?)prediction.Outputs["SERVICE_API_NAME"] != prediction.Site.Name)
            yield return "SERVICE_API_NAME is not the site's name.";
    }

    public static IEnumerable<string> NamesAreKnownBeforehand(Prediction prediction) => prediction.Resources
        .Where(resource => resource.Name.Contains('[', StringComparison.Ordinal)).Select(
            resource => $"The name of a {resource.Type} is known only while deploying.");
}
