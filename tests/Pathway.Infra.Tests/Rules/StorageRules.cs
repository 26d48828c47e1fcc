using System.Text.Json.Nodes;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>Storage and vault: no keys, nothing public, nothing lost by a slip.</summary>
public static class StorageRules
{
    private static readonly (string Name, string Wanted)[] Closed =
    [
        ("allowSharedKeyAccess", "false"), ("allowBlobPublicAccess", "false"), ("supportsHttpsTrafficOnly", "true"),
        ("minimumTlsVersion", "\"TLS1_2\""),
    ];

    public static IEnumerable<string> NoKeysNothingPublic(Prediction prediction)
    {
        foreach (var account in prediction.Of("Microsoft.Storage/storageAccounts"))
        {
            foreach (var (name, wanted) in Closed.Where(closed => account.Properties[closed.Name]?.ToJsonString() != closed.Wanted))
                yield return $"{account.Name}: {name} is not {wanted}.";
        }

        var containers = prediction.Of("Microsoft.Storage/storageAccounts/blobServices/containers");
        foreach (var container in containers.Where(container => (string?)container.Properties["publicAccess"] != "None"))
            yield return $"{container.Name} is public.";
    }

    public static IEnumerable<string> HostAndDataApart(Prediction prediction)
    {
        if (prediction.Settings["AzureWebJobsStorage__accountName"] != prediction.HostStorage.Name)
            yield return "The host does not use its own account.";
        foreach (var service in (string[])["blob", "queue", "table"])
        {
            if (prediction.Settings.GetValueOrDefault($"DataStorage__{service}ServiceUri") != $"https://{prediction.DataStorage.Name}.{service}.core.windows.net")
                yield return $"DataStorage__{service}ServiceUri is not the data account's.";
        }
    }

    public static IEnumerable<string> DataCanBeHadBack(Prediction prediction)
    {
        var blobs = Blobs(prediction).Properties;
        if (blobs["isVersioningEnabled"]?.GetValue<bool>() != true)
            yield return "The data account keeps no versions.";
        foreach (var policy in (string[])["deleteRetentionPolicy", "containerDeleteRetentionPolicy"])
        {
            if (blobs[policy]?["enabled"]?.GetValue<bool>() != true || blobs[policy]!["days"]!.GetValue<int>() < 7)
                yield return $"The data account has no {policy}.";
        }

        if (!Rules(prediction).Any(rule => rule!["definition"]!["actions"]!["version"]?["delete"]?["daysAfterCreationGreaterThan"] is not null))
            yield return "Old versions are kept for ever.";
        var vault = prediction.One("Microsoft.KeyVault/vaults").Properties;
        if (!Is(vault, "enableSoftDelete")
            || !Is(vault, "enablePurgeProtection")
            || !Is(vault, "enableRbacAuthorization"))
            yield return "The vault can be purged, or is opened by policies.";
    }

    /// <summary>Blobs of a container that no rule names stay; a rule that names none of ours does nothing.</summary>
    public static IEnumerable<string> LifecycleNamesContainers(Prediction prediction) =>
        from rule in Rules(prediction)
        from prefix in rule!["definition"]!["filters"]!["prefixMatch"]?.AsArray() ?? []
        where !prediction.InData("blobServices/containers")
            .Contains(((string)prefix!).TrimEnd('/'), StringComparer.Ordinal)
        select $"A lifecycle rule names {prefix}, which is no container.";

    public static IEnumerable<string> PagesMayUpload(Prediction prediction)
    {
        var rules = Blobs(prediction).Properties["cors"]?["corsRules"]?.AsArray() ?? [];
        var origin = new Uri(prediction.Settings["Programme__BaseUrl"]).GetLeftPart(UriPartial.Authority);
        if (rules is not [{ } rule])
            return ["The blob service has no CORS rule, or several."];
        return Texts(rule["allowedOrigins"]).SequenceEqual([origin])
            && Texts(rule["allowedMethods"]).SequenceEqual(["PUT"])
            && Texts(rule["allowedHeaders"]).ToHashSet(StringComparer.Ordinal).IsSupersetOf(["x-ms-*", "content-type"])
            ? []
            : [$"Pages of {origin} may not PUT, or others may, or more: {rule.ToJsonString()}."];
    }

    private static PredictedResource Blobs(Prediction prediction) =>
        prediction.Of("Microsoft.Storage/storageAccounts/blobServices")
            .Single(service => service.Name.StartsWith(prediction.DataStorage.Name + "/", StringComparison.Ordinal));

    private static JsonArray Rules(Prediction prediction) =>
        prediction.One(
            "Microsoft.Storage/storageAccounts/managementPolicies").Properties["policy"]!["rules"]!.AsArray();

    private static IEnumerable<string> Texts(JsonNode? list) => list?.AsArray().Select(item => (string)item!) ?? [];

    private static bool Is(JsonObject properties, string name) => properties[name]?.GetValue<bool>() == true;
}
