using Microsoft.Extensions.Options;
using Pathway.Infra.Tests.App;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>
/// The app settings: each that is read is set, each that is set is read, and none is there that breaks a Flex
/// Consumption app.
/// </summary>
public static class SettingRules
{
    /// <summary>
    /// Read by the app, and not for Azure: the laptop's connection string and token, the tests' prefix, and making
    /// what the Bicep makes.
    /// </summary>
    private static readonly string[] NotForAzure =
    [
        "DataStorage", "DataStorage__ConnectionString", "DataStorage__Prefix", "DataStorage__CreateIfMissing",
        "Storage__ConnectionString", "Storage__Prefix", "Storage__CreateIfMissing", "Graph__LocalToken",
    ];

    /// <summary>Read by the host, by App Service authentication or by Program.cs, and by no options class.</summary>
    private static readonly string[] Platform =
    [
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "DataStorage__credential",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
    ];

    private static readonly string[] Forbidden =
    [
        "AzureWebJobsStorage", "AzureWebJobsDashboard", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION",
        "FUNCTIONS_EXTENSION_VERSION",
        "FUNCTIONS_MAX_HTTP_CONCURRENCY", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTOVERVNET",
        "WEBSITE_NODE_DEFAULT_VERSION", "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_TIME_ZONE",
        "WEBSITE_AUTH_ENABLED", "TZ", "SCM_DO_BUILD_DURING_DEPLOYMENT",
        "ENABLE_ORYX_BUILD", "APPINSIGHTS_INSTRUMENTATIONKEY", "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
    ];

    private static readonly string[] Telltale = ["AccountKey=", "SharedAccessSignature=", "listKeys", "sig="];

    public static IEnumerable<string> EveryOneReadIsSet(Prediction prediction) => CompiledApp.Settings
        .Where(
            read => !NotForAzure.Contains(read, StringComparer.OrdinalIgnoreCase) && !IsCollection(read) && !InOtherSection(read, prediction))
        .Where(read => !prediction.Settings.Keys.Contains(read, StringComparer.OrdinalIgnoreCase))
        .Select(read => $"{read} is read and not set.");

    public static IEnumerable<string> EveryOneSetIsRead(Prediction prediction) => prediction.Settings.Keys
        .Where(set => !Platform.Contains(set, StringComparer.Ordinal) && !CompiledApp.Settings.Any(read =>
            set.Equals(read, StringComparison.OrdinalIgnoreCase) || (IsCollection(read) && set.StartsWith(read + "__", StringComparison.OrdinalIgnoreCase))))
        .Select(set => $"{set} is set and read by nobody.");

    public static IEnumerable<string> NoneIsForbidden(Prediction prediction) => prediction.Settings.Keys
        .Where(
            set => Forbidden.Contains(set, StringComparer.OrdinalIgnoreCase)).Select(set => $"{set} breaks a Flex Consumption app.");

    public static IEnumerable<string> NoneIsASecret(Prediction prediction)
    {
        var (vault, secret) = (prediction.One("Microsoft.KeyVault/vaults"), prediction.One("Microsoft.KeyVault/vaults/secrets"));
        var reference = $"@Microsoft.KeyVault(SecretUri=https://{vault.Name}.vault.azure.net/secrets/{secret.LastName})";
        return prediction.Settings
            .Where(
                set => set.Key == "Keys__Root" ? set.Value != reference : Telltale.Any(word => set.Value.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(set => $"{set.Key} holds a secret, or names none of the vault's.");
    }

    public static IEnumerable<string> TheAppStarts(Prediction prediction)
    {
        // App Service puts the secret in the reference's place before the app sees it.
        var resolved = prediction.Settings.Where(set => set.Key != "Keys__Root")
            .Append(KeyValuePair.Create("Keys__Root", Convert.ToBase64String(new byte[32])));
        try
        {
            CompiledApp.Start(resolved);
            return [];
        }
        catch (OptionsValidationException refused)
        {
            return refused.Failures;
        }
        catch (AggregateException refused)
        {
            return refused.InnerExceptions.Select(fault => fault.Message);
        }
        catch (InvalidOperationException unreadable)
        {
            return [unreadable.Message];
        }
    }

    /// <summary>A list or a map is filled by what an operator has, which may be nothing.</summary>
    private static bool IsCollection(string setting) =>
        CompiledApp.Collections.Contains(setting, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The data account's options are read from the binding's section and then from one of their own; once is enough.
    /// </summary>
    private static bool InOtherSection(string read, Prediction prediction) =>
        (read.StartsWith("Storage__", StringComparison.OrdinalIgnoreCase) && prediction.Settings.Keys.Contains("Data" + read, StringComparer.OrdinalIgnoreCase))
        || (read.StartsWith("DataStorage__", StringComparison.OrdinalIgnoreCase) && prediction.Settings.Keys.Contains(read["Data".Length..], StringComparer.OrdinalIgnoreCase));
}
