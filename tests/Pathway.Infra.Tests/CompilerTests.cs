using System.Text.Json.Nodes;
using Pathway.Infra.Tests.Compiler;

namespace Pathway.Infra.Tests;

public sealed class CompilerTests(Compilation compilation)
{
    [Fact]
    public async Task Lint_finds_nothing()
    {
        var sarif = JsonNode.Parse(
            await BicepCompiler.RunAsync("lint", InfraFolder.Genuine.Main, "--diagnostics-format", "sarif"))!;

        Assert.Equal("[]", sarif["runs"]![0]!["results"]!.ToJsonString());
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        foreach (var file in InfraFolder.Genuine.Sources)
            Assert.Equal(
                await compilation.Compiler.FormatAsync(file),
                await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_secure_parameter_is_drawn_anew_and_no_other_bears_a_secrets_name()
    {
        var (template, _) = await compilation.Compiler.CompileAsync(InfraFolder.Genuine.Main);

        Assert.All(Templates(template!).SelectMany(one => one["parameters"]?.AsObject() ?? []), parameter =>
        {
            var secure = ((string)parameter.Value!["type"]!).StartsWith("secure", StringComparison.Ordinal);
            if (secure)
                Assert.True(
                    parameter.Value["defaultValue"] is null
                        || (string?)parameter.Value["defaultValue"] == "[newGuid()]",
                    $"{parameter.Key} has a default.");
            else
                Assert.DoesNotMatch("(?i)seed|password|secret(?!Name$)", parameter.Key);
        });
    }

    [Fact]
    public async Task The_root_key_is_made_once_and_never_overwritten()
    {
        var (template, _) = await compilation.Compiler.CompileAsync(InfraFolder.Genuine.Main);

        var root = Templates(template!).SelectMany(Resources)
            .Single(
                resource => (string?)resource["type"] == "Microsoft.KeyVault/vaults/secrets" && resource["existing"] is null);
        Assert.NotNull(root["@options"]?["onlyIfNotExists"]);
    }

    [Fact]
    public async Task No_output_of_any_module_is_secure_or_named_like_a_secret()
    {
        var (template, _) = await compilation.Compiler.CompileAsync(InfraFolder.Genuine.Main);

        Assert.All(Templates(template!).SelectMany(one => one["outputs"]?.AsObject() ?? []), output =>
        {
            Assert.DoesNotContain("secure", (string)output.Value!["type"]!, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)listKeys|connectionString", output.Value["value"]!.ToJsonString());
        });
    }

    /// <summary>A template and every template within it.</summary>
    private static IEnumerable<JsonObject> Templates(JsonObject template) =>
        Resources(template)
            .Select(resource => (resource["properties"] as JsonObject)?["template"])
            .OfType<JsonObject>()
            .SelectMany(Templates)
            .Prepend(template);

    /// <summary>Templates that name their resources have a map of them, others a list.</summary>
    private static IEnumerable<JsonNode> Resources(JsonObject template) => template["resources"] is JsonObject named
        ? named.Select(resource => resource.Value!)
        : template["resources"]!.AsArray().Select(resource => resource!);
}
