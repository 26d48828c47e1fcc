using Pathway.Infra.Tests.Compiler;
using Pathway.Infra.Tests.Rules;

namespace Pathway.Infra.Tests;

public sealed class PredictionTests(Compilation compilation)
{
    public static MatrixTheoryData<string, string> Everything() =>
        new(InfraFolder.Sets, Rule.All.Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_deployment_keeps_each_rule(string set, string rule) =>
        Assert.Empty(Rule.Named(rule).Faults(compilation[set]));

    [Fact]
    public void Nothing_is_left_to_be_found_while_deploying() =>
        Assert.All(compilation.All, prediction => Assert.Empty(prediction.Diagnostics));

    [Fact]
    public void What_an_operator_sets_reaches_the_app()
    {
        var settings = compilation["custom"].Settings;

        Assert.Equal("https://pathway.example.org", settings["Programme__BaseUrl"]);
        Assert.Equal("Another Pathway", settings["Programme__Name"]);
        Assert.Equal("12000", settings["Webhooks__EventsPerMinute"]);
        Assert.Equal("manager@example.org", settings["Digests__ProgrammeRecipients__0"]);
        Assert.Equal("deputy@example.org", settings["Digests__ProgrammeRecipients__1"]);
        Assert.Equal("180000", settings["Reports__Budgets__2026"]);
        var always = compilation["custom"].Site.At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady");
        Assert.Equal("""[{"name":"http","instanceCount":1}]""", always!.ToJsonString());
    }

    [Fact]
    public void One_parameter_closes_the_network_and_one_opens_the_scanner()
    {
        Assert.Empty(compilation["plain"].Of("Microsoft.Network/virtualNetworks"));
        Assert.Single(compilation["closed"].Of("Microsoft.Network/virtualNetworks"));
        Assert.Equal("False", compilation["plain"].Settings["Resources__AwaitMalwareVerdict"]);
        Assert.Equal("True", compilation["closed"].Settings["Resources__AwaitMalwareVerdict"]);
    }

    [Fact]
    public void A_budget_is_made_unless_it_is_nought()
    {
        Assert.Equal(
            50, compilation["plain"].One("Microsoft.Consumption/budgets").Properties["amount"]!.GetValue<int>());
        Assert.Empty(compilation["custom"].Of("Microsoft.Consumption/budgets"));
    }

    [Fact]
    public void No_output_is_secret() => Assert.All(
        compilation.All.SelectMany(prediction => prediction.Outputs),
        output => Assert.DoesNotMatch("(?i)key|secret|password|connection|token", output.Key + output.Value));
}
