using System.Text.Json;
using Pathway.Local.Azurite;

namespace Pathway.Local.Tests.Run;

public sealed class LocalSettingsTests
{
    [Fact]
    public void The_example_for_func_start_sets_what_a_local_run_sets_and_no_key()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Toolchain.Root, "functions", "local.settings.json.example")));
        var example = file.RootElement.GetProperty("Values")
            .EnumerateObject()
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetString());
        var expected = AppSettings.For(
            "UseDevelopmentStorage=true", new("http://localhost:7080/"), new("http://localhost:7071/"), rootKey: "");
        expected["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        expected["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";

        Assert.Equal(
            expected.OrderBy(setting => setting.Key, StringComparer.Ordinal),
            example.OrderBy(setting => setting.Key, StringComparer.Ordinal));
    }
}
