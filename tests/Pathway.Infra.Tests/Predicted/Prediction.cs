using System.Text.Json.Nodes;

namespace Pathway.Infra.Tests.Predicted;

/// <summary>One resource of a predicted deployment.</summary>
public sealed record PredictedResource(string Type, string Name, string ApiVersion, string Id, JsonObject Body)
{
    public JsonObject Properties => Body["properties"]?.AsObject() ?? [];

    /// <summary>The last part of a name such as <c>account/default/facts</c>.</summary>
    public string LastName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The value at a path such as <c>properties.siteConfig.minTlsVersion</c>, or null.</summary>
    public JsonNode? At(string path) =>
        path.Split('.').Aggregate((JsonNode?)Body, (node, name) => (node as JsonObject)?[name]);
}

/// <summary>
/// What a deployment would make, with the expressions that only Azure's public cloud decides already decided.
/// </summary>
public sealed class Prediction
{
    public Prediction(JsonObject snapshot)
    {
        Resources =
        [
            .. snapshot["predictedResources"]!.AsArray().Select(node => Read(Expressions.Resolve(node)!.AsObject())),
        ];
        Outputs = Expressions.Resolve(snapshot["outputs"])?.AsObject() ?? [];
        Diagnostics = [.. snapshot["diagnostics"]!.AsArray().Select(finding => finding!.ToJsonString())];
    }

    public IReadOnlyList<PredictedResource> Resources { get; }

    public JsonObject Outputs { get; }

    public IReadOnlyList<string> Diagnostics { get; }

    public PredictedResource Site => One("Microsoft.Web/sites");

    public PredictedResource HostStorage =>
        Of("Microsoft.Storage/storageAccounts").Single(
            account => account.Name.StartsWith("sthost", StringComparison.Ordinal));

    public PredictedResource DataStorage =>
        Of("Microsoft.Storage/storageAccounts").Single(
            account => account.Name.StartsWith("stdata", StringComparison.Ordinal));

    public IReadOnlyDictionary<string, string> Settings =>
        Of("Microsoft.Web/sites/config").Single(config => config.LastName == "appsettings").Properties
            .ToDictionary(setting => setting.Key, setting => (string)setting.Value!, StringComparer.Ordinal);

    public PredictedResource SignIn =>
        Of("Microsoft.Web/sites/config").Single(config => config.LastName == "authsettingsV2");

    public IEnumerable<PredictedResource> Of(string type) => Resources.Where(resource => resource.Type == type);

    public PredictedResource One(string type) => Of(type).Single();

    /// <summary>The names of the children of the data account that have this type.</summary>
    public IEnumerable<string> InData(string type) =>
        Of($"Microsoft.Storage/storageAccounts/{type}")
            .Where(child => child.Name.StartsWith(DataStorage.Name + "/", StringComparison.Ordinal))
            .Select(child => child.LastName);

    private static PredictedResource Read(JsonObject body) =>
        new((string)body["type"]!, (string)body["name"]!, (string)body["apiVersion"]!, (string)body["id"]!, body);
}
