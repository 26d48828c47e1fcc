using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pathway.Functions.Health;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Infra.Tests.App;
using Pathway.Infra.Tests.Compiler;

namespace Pathway.Infra.Tests;

/// <summary>The words that the availability tests look for, in the answer that the function really gives.</summary>
public sealed class HealthAlertTests(Compilation compilation)
{
    [Fact]
    public async Task A_test_finds_its_check_when_it_is_well_and_not_when_it_is_degraded()
    {
        foreach (var check in CompiledApp.HealthChecks)
        {
            var looksFor = (string)compilation["plain"].Of("Microsoft.Insights/webtests")
                .Single(test => test.Name == $"health-{check.Replace(' ', '-')}").At(
                    "properties.ValidationRules.ContentValidation.ContentMatch")!;

            Assert.Contains(
                looksFor, await AnswerAsync(check, HealthCheckResult.Healthy("Well.")), StringComparison.Ordinal);
            Assert.DoesNotContain(
                looksFor, await AnswerAsync(check, HealthCheckResult.Degraded("Not.")), StringComparison.Ordinal);
        }
    }

    private static async Task<string> AnswerAsync(string check, HealthCheckResult result)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddHealthChecks()
            .AddCheck(check, () => result)
            .AddCheck("another", () => HealthCheckResult.Healthy("Well."));
        await using var provider = services.BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = provider, Response = { Body = new MemoryStream() } };
        var guard = new HttpGuard(Options.Create(new ProgrammeOptions()), NullLogger<HttpGuard>.Instance);
        var health = new HealthReader(
            provider.GetRequiredService<HealthCheckService>(), new HealthHistory(TimeProvider.System));
        var function = new CheckHealthFunction(health, guard);
        var answer = await function.CheckHealth(context.Request, TestContext.Current.CancellationToken);
        await answer.ExecuteAsync(context);
        return Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
    }
}
