using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Pathway.Infra.Tests.App;
using Pathway.Infra.Tests.Predicted;

namespace Pathway.Infra.Tests.Rules;

/// <summary>Who may do what: the identity's roles, signing in, and what is open without it.</summary>
public static class AccessRules
{
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly (string Where, string Role, string Id)[] Wanted =
    [
        ("sthost", "Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
        ("sthost", "Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"),
        ("stdata", "Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
        ("stdata", "Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"),
        ("stdata", "Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"),
        ("appi", "Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb"),
        ("root-key", "Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6"),
    ];

    public static IEnumerable<string> ExactlyTheseRoles(Prediction prediction)
    {
        var there = prediction.Of("Microsoft.Authorization/roleAssignments").Select(assignment =>
        {
            var scope = assignment.Id.Split("/providers/Microsoft.Authorization/", StringSplitOptions.None)[0];
            var role = ((string)assignment.Properties["roleDefinitionId"]!).Split('/')[^1];
            var target = scope.Split('/')[^1];
            return $"{Wanted.Select(wanted => wanted.Where).FirstOrDefault(where => target.StartsWith(where, StringComparison.Ordinal)) ?? scope} {role}";
        });
        return NameRules.Differences("role", Wanted.Select(wanted => $"{wanted.Where} {wanted.Id}"), there);
    }

    /// <summary>Paths that need no account in front of the app are those whose functions say so themselves.</summary>
    public static IEnumerable<string> AnonymousRoutesEqualTheAttributes(Prediction prediction)
    {
        var open = CompiledApp.Triggers<HttpTriggerAttribute>();
        var global = prediction.SignIn.Properties["globalValidation"];
        var allowed = (string?)global?["unauthenticatedClientAction"] == "AllowAnonymous"
            && global["requireAuthentication"]?.GetValue<bool>() == false;
        var excluded = global?["excludedPaths"]?.AsArray().Select(path => (string)path!).ToList() ?? [];
        foreach (var (function, trigger) in open)
        {
            var passes = allowed || excluded.Exists(path => Covers(path, trigger.Route ?? function));
            if (passes != (trigger.AuthLevel == AuthorizationLevel.Anonymous))
                yield return $"{function} is {trigger.AuthLevel} at /{trigger.Route}, and sign-in {(passes ? "lets everybody pass" : "stops strangers")}.";
        }

        if (prediction.SignIn.Properties["platform"]?["enabled"]?.GetValue<bool>() != true)
            yield return "Sign-in is off: nothing sets or strips the principal's header.";
    }

    public static IEnumerable<string> SignInHasNoSecret(Prediction prediction)
    {
        var provider = prediction.SignIn.Properties["identityProviders"]?["azureActiveDirectory"];
        var registration = provider?["registration"] as JsonObject ?? [];
        if ((string?)registration["clientSecretSettingName"] != "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"
            || !prediction.Settings.ContainsKey("OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"))
            yield return "Sign-in does not trust the app's identity in a secret's place.";
        if ((string?)registration["openIdIssuer"] != $"https://login.microsoftonline.com/{Compiler.BicepCompiler.Tenant}/v2.0")
            yield return $"The issuer is {registration["openIdIssuer"]}: accounts of other tenants, or none, are let in.";
        if (provider?["validation"]?["allowedAudiences"]?.AsArray().Any(audience => ((string)audience!).Contains((string)registration["clientId"]!, StringComparison.Ordinal)) != true)
            yield return "Tokens for other apps are taken.";
    }

    public static IEnumerable<string> IdentityEverywhere(Prediction prediction)
    {
        var identity = prediction.One("Microsoft.ManagedIdentity/userAssignedIdentities").Id;
        if ((string?)prediction.Site.At("properties.keyVaultReferenceIdentity") != identity)
            yield return "Key Vault references are resolved by no identity that may.";
        if ((string?)prediction.Site.At("properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId") != identity)
            yield return "The package is not fetched with the identity.";
        foreach (var name in (string[])["AzureWebJobsStorage", "DataStorage"])
        {
            if (prediction.Settings.GetValueOrDefault($"{name}__credential") != "managedidentity"
                || prediction.Settings.GetValueOrDefault($"{name}__clientId") != Expressions.Unknown)
                yield return $"{name} lacks its credential or the identity's client id.";
        }

        if (prediction.One("Microsoft.Insights/components").Properties["DisableLocalAuth"]?.GetValue<bool>() != true
            || prediction.Settings.GetValueOrDefault("APPLICATIONINSIGHTS_AUTHENTICATION_STRING") != $"ClientId={Expressions.Unknown};Authorization=AAD")
            yield return "Telemetry is taken, or sent, without an identity.";
        foreach (var door in prediction.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Where(door => door.Properties["allow"]?.GetValue<bool>() != false))
            yield return $"Publishing by password is open: {door.LastName}.";
    }

    private static bool Covers(string path, string route) =>
        path.EndsWith("/*", StringComparison.Ordinal)
            ? ("/" + route).StartsWith(path[..^1], StringComparison.Ordinal)
            : path == "/" + route;
}
