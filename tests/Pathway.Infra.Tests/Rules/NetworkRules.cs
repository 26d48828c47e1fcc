using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>Private networking is all or nothing, but for the files that readers open; so is the malware scanner.</summary>
public static class NetworkRules
{
    public static IEnumerable<string> ClosedOrOpen(Prediction prediction)
    {
        var closed = prediction.Of("Microsoft.Network/virtualNetworks").Any();
        var wanted = closed ? "Disabled" : "Enabled";
        foreach (var resource in (PredictedResource[])[prediction.HostStorage, prediction.One("Microsoft.KeyVault/vaults")])
        {
            if ((string?)resource.Properties["publicNetworkAccess"] != wanted
                || (string?)resource.At("properties.networkAcls.defaultAction") != (closed ? "Deny" : "Allow"))
                yield return $"{resource.Name} is not {wanted} to the world.";
        }

        if ((string?)prediction.DataStorage.Properties["publicNetworkAccess"] != "Enabled")
            yield return "Readers cannot open the links they are sent.";
        if (prediction.Site.At("properties.virtualNetworkSubnetId") is null == closed)
            yield return "The app is outside of the network, or there is none.";
    }

    /// <summary>The app reaches by endpoint every service it uses, and its subnet is given to it.</summary>
    public static IEnumerable<string> EndpointsForAll(Prediction prediction)
    {
        if (prediction.Of("Microsoft.Network/virtualNetworks").SingleOrDefault() is not { } network)
            return [];
        var endpoints = prediction.Of("Microsoft.Network/privateEndpoints")
            .Select(endpoint => endpoint.Properties["privateLinkServiceConnections"]![0]!["properties"]!)
            .Select(link => $"{((string)link["privateLinkServiceId"]!).Split('/')[^1]} {link["groupIds"]![0]}");
        var (host, data) = (prediction.HostStorage.Name, prediction.DataStorage.Name);
        string[] wanted =
        [
            $"{host} blob",
            $"{host} table",
            $"{data} blob",
            $"{data} queue",
            $"{data} table",
            $"{prediction.One("Microsoft.KeyVault/vaults").Name} vault",
        ];
        var delegated = network.Properties["subnets"]!.AsArray().Any(subnet =>
            (string?)subnet!["name"] == "app" && (string?)subnet["properties"]!["delegations"]?[0]?["properties"]?["serviceName"] == "Microsoft.App/environments");
        return NameRules.Differences("private endpoint", wanted, endpoints)
            .Concat(delegated ? [] : ["The app's subnet is not delegated to Microsoft.App/environments."])
            .Concat(
                prediction.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count() == wanted.Length ? [] : ["An endpoint has no name in the network."]);
    }

    public static IEnumerable<string> VerdictIsAwaitedWhenThereIsOne(Prediction prediction)
    {
        var scan = prediction.One("Microsoft.Security/defenderForStorageSettings");
        var scans = scan.At("properties.malwareScanning.onUpload.isEnabled")?.GetValue<bool>() == true
            && scan.At("properties.isEnabled")?.GetValue<bool>() == true;
        if (scans != bool.Parse(prediction.Settings["Resources__AwaitMalwareVerdict"]))
            yield return "Ingest waits for a verdict that never comes, or for none that does.";
        if (!scan.Id.StartsWith(prediction.DataStorage.Id + "/", StringComparison.Ordinal))
            yield return "Another account is scanned.";
    }
}
