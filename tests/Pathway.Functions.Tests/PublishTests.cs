using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Tests;

/// <summary>What <c>dotnet publish functions/Pathway.Functions.csproj -c Release --output DIR</c> puts there.</summary>
public sealed class PublishTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    [Theory]
    [InlineData("host.json")]
    [InlineData("functions.metadata")]
    [InlineData("extensions.json")]
    [InlineData("worker.config.json")]
    [InlineData("Pathway.Functions.dll")]
    [InlineData("Pathway.Functions.deps.json")]
    [InlineData("Pathway.Functions.runtimeconfig.json")]
    [InlineData(".azurefunctions/function.deps.json")]
    [InlineData(".azurefunctions/Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll")]
    [InlineData(".azurefunctions/Microsoft.Azure.WebJobs.Extensions.FunctionMetadataLoader.dll")]
    public void Holds_what_the_host_reads(string file) => Assert.Contains(file, app.Files);

    [Fact]
    public void Lists_every_function()
    {
        var declared = from type in typeof(PathwayServices).Assembly.GetTypes()
                       from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                       let function = method.GetCustomAttribute<FunctionAttribute>()
                       where function is not null
                       select $"{function.Name} {type.FullName}.{method.Name}";
        var listed = from function in Read("functions.metadata").EnumerateArray()
                     select $"{function.GetProperty("name").GetString()} {function.GetProperty("entryPoint").GetString()}";

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Brings_nothing_of_a_laptop_or_a_test()
    {
        string[] own =
        [
            "Pathway.Functions.deps.json",
            "Pathway.Functions.dll",
            "Pathway.Functions.pdb",
            "Pathway.Functions.runtimeconfig.json",
        ];
        string[] strange =
        [
            "local.settings", "secrets", "azurite", "node_modules", "xunit", "testhost", "TimeProvider.Testing",
            ".xml", ".csproj", ".cs", ".example",
        ];

        Assert.Equal(
            own,
            app.Files.Where(file => file.StartsWith("Pathway.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(app.Files, file => strange.Any(part => part.StartsWith('.')
            ? file.EndsWith(part, StringComparison.OrdinalIgnoreCase)
            : file.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Is_small_enough_to_start_soon() =>
        Assert.InRange(app.Files.Sum(file => new FileInfo(Path.Combine(app.Output, file)).Length), 1, 110_000_000);

    [Theory]
    [InlineData("Pathway.Functions.dll", true)]
    [InlineData("Azure.Data.Tables.dll", true)]
    [InlineData("Microsoft.Azure.Functions.Worker.Core.dll", true)]
    [InlineData("Microsoft.Graph.dll", false)]
    public void Is_compiled_ahead_for_Linux_whatever_machine_publishes(string file, bool ahead)
    {
        // IMAGE_FILE_MACHINE_AMD64 with the mark of Linux:
        // https://github.com/dotnet/runtime/blob/main/docs/design/coreclr/botr/readytorun-format.md
        const Machine LinuxX64 = (Machine)((ushort)Machine.Amd64 ^ 0x7B79);
        using var image = new PEReader(File.OpenRead(Path.Combine(app.Output, file)));

        Assert.Equal(ahead, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
        Assert.Equal(ahead, image.PEHeaders.CoffHeader.Machine == LinuxX64);
    }

    [Fact]
    public void Runs_on_the_platforms_own_dotnet()
    {
        var options = Read("Pathway.Functions.runtimeconfig.json").GetProperty("runtimeOptions");
        var description = Read("worker.config.json").GetProperty("description");

        Assert.False(options.TryGetProperty("includedFrameworks", out _));
        Assert.Contains(
            options.GetProperty("frameworks").EnumerateArray(),
            framework => framework.GetProperty("name").GetString() == "Microsoft.AspNetCore.App");
        Assert.Equal(
            ("dotnet", "Pathway.Functions.dll"),
            (description.GetProperty("defaultExecutablePath").GetString(), description.GetProperty("defaultWorkerPath").GetString()));
    }

    [Fact]
    public async Task Starts_and_misses_only_its_host()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It is published for Linux.");

        var (exit, said) = await PublishedApp.DotnetAsync(
            [Path.Combine(app.Output, "Pathway.Functions.dll")], TestContext.Current.CancellationToken);

        Assert.NotEqual(0, exit);
        Assert.Contains("Functions:Worker:HostEndpoint", said, StringComparison.Ordinal);
    }

    private JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(Path.Combine(app.Output, file)));
}
