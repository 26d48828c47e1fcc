using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pathway.Infra.Tests.Compiler;
using Pathway.Local.Azurite;

namespace Pathway.Infra.Tests;

/// <summary>What azd reads beside the Bicep.</summary>
public sealed partial class DeploymentFilesTests(Compilation compilation)
{
    /// <summary>By azd itself, by what the Bicep puts out, or by a test.</summary>
    private static readonly string[] Given =
        ["AZURE_ENV_NAME", "AZURE_LOCATION", "AZURE_TENANT_ID", "APP_IDENTITY_PRINCIPAL_ID", "SERVICE_API_URI", "GRAPH_URL"];

    private static JsonObject Parameters =>
        JsonNode.Parse(Read("infra/main.parameters.json"))!["parameters"]!.AsObject();

    [Fact]
    public async Task Every_parameter_that_azd_gives_is_there_and_every_one_that_must_be_given_is_given()
    {
        var (template, _) = await compilation.Compiler.CompileAsync(InfraFolder.Genuine.Main);
        var declared = template!["parameters"]!.AsObject();

        Assert.All(Parameters, given => Assert.Contains(given.Key, declared.Select(parameter => parameter.Key)));
        Assert.All(
            declared.Where(parameter => parameter.Value!["defaultValue"] is null),
            needed => Assert.Contains(needed.Key, Parameters.Select(given => given.Key)));
    }

    [Fact]
    public void Every_variable_that_azd_is_asked_for_is_explained()
    {
        var (guide, hook) = (Read("docs/deploy.md"), Read("infra/hooks/directory.cs"));
        var asked = Variable().Matches(Parameters.ToJsonString() + hook)
            .Select(variable => variable.Groups[1].Value)
            .Where(name => !Given.Contains(name, StringComparer.Ordinal));

        Assert.Contains("DIRECTORY_HOOK", asked);

        Assert.All(asked, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void The_files_that_azure_yaml_names_are_there()
    {
        var named = Path().Matches(Read("azure.yaml")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(
            named, path => Assert.True(System.IO.Path.Exists(System.IO.Path.Combine(Toolchain.Root, path)), path));
    }

    [Fact]
    public void Nothing_that_azd_would_read_before_the_parameters_is_beside_them() =>
        Assert.False(
            File.Exists(InfraFolder.Genuine.File("main.bicepparam")),
            "azd would take main.bicepparam and ask for nothing.");

    [Fact]
    public void The_worker_reads_the_settings_that_no_options_class_reads()
    {
        var program = Read("functions/Programme/Signals/TelemetryExport.cs");

        Assert.Contains("\"APPLICATIONINSIGHTS_CONNECTION_STRING\"", program, StringComparison.Ordinal);
        Assert.Contains("\"AZURE_CLIENT_ID\"", program, StringComparison.Ordinal);
    }

    [Fact]
    public void The_administrators_script_names_one_mailbox_and_the_roles_it_needs()
    {
        var script = Read("infra/hooks/exchange-and-teams.ps1");

        foreach (var role in (string[])["Application Calendars.ReadWrite", "Application Mail.ReadWrite", "Application Mail.Send"])
            Assert.Contains($"'{role}'", script, StringComparison.Ordinal);
        Assert.Matches("New-ManagementRoleAssignment .*-CustomResourceScope \\$scope", script);
        Assert.DoesNotContain("-Global", script, StringComparison.OrdinalIgnoreCase);
    }

    private static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Toolchain.Root, path));

    [GeneratedRegex(@"(?:\$\{|Setting\("")([A-Z_]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?:project|run|path): (\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
