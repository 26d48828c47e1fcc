using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Pathway.Local.Azurite;

namespace Pathway.Local.Tests.Azurite;

/// <summary>The genuine npm against registries that do not serve.</summary>
public sealed class NpmInstallTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("npm-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_registry_that_cannot_be_reached_is_said_to_be_so()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}";
        closed.Stop();

        var said = await FailureAsync(address, TimeSpan.FromMinutes(2));

        Assert.StartsWith(
            $"Azurite could not be installed: npm's registry at {address} cannot be reached (ECONNREFUSED).",
            said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_refuses_is_said_to_be_so()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var registry = builder.Build();
        registry.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        await registry.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(registry.Urls.First()).Authority;

        var said = await FailureAsync(address, TimeSpan.FromMinutes(2));

        Assert.StartsWith(
            $"Azurite could not be installed: npm's registry at {address} refused it (E403).",
            said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_says_nothing_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var said = await FailureAsync($"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}", TimeSpan.FromSeconds(1));

        Assert.Contains("npm's registry has not answered", said, StringComparison.Ordinal);
    }

    private async Task<string> FailureAsync(string registry, TimeSpan firstPackageWithin)
    {
        Write(".npmrc", $"registry=http://{registry}/\ncache={Path.Combine(folder.FullName, "cache")}\n");
        Write("package.json", """{"name":"t","dependencies":{"azurite":"3.37.0"}}""");
        Write("package-lock.json", """
            {"name":"t","lockfileVersion":3,"requires":true,"packages":{"":{"name":"t","dependencies":{"azurite":"3.37.0"}},
             "node_modules/azurite":{"version":"3.37.0",
              "integrity":"sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}}
            """);
        var npm = new NpmInstall(folder.FullName, _ => { }) { FirstPackageWithin = firstPackageWithin };
        return (await Assert.ThrowsAsync<PrerequisiteException>(() => npm.RunAsync(TestContext.Current.CancellationToken))).Message;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
