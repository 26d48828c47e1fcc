using System.Diagnostics;
using Pathway.Infra.Tests;
using Pathway.Infra.Tests.Compiler;

[assembly: AssemblyFixture(typeof(DirectoryHook))]

namespace Pathway.Infra.Tests;

/// <summary>
/// The hook that azd runs, compiled once as azd compiles it, and a command called azd that writes down what it is
/// asked.
/// </summary>
public sealed class DirectoryHook : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("hook-").FullName;

    private string Azd => Path.Combine(folder, "azd");

    public async ValueTask InitializeAsync()
    {
        var source = InfraFolder.Genuine.File(Path.Combine("hooks", "directory.cs"));
        var (code, output) = await RunAsync(
            "dotnet", ["build", source, "-o", Path.Combine(folder, "built"), "-v", "q"], []);
        Assert.True(code == 0, output);
        await File.WriteAllTextAsync(Azd, $"#!/bin/sh\necho \"$@\" >> '{Path.Combine(folder, "asked")}'\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Azd, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>One run; what it wrote, and what it asked of azd.</summary>
    public async Task<(int Code, string Output, string Asked)> RunAsync(
        GraphSimulator.GraphSimulator graph, params (string Name, string Value)[] settings)
    {
        var asked = Path.Combine(folder, "asked");
        File.Delete(asked);
        var path = $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        var (code, output) = await RunAsync(
            "dotnet",
            [Path.Combine(folder, "built", "directory.dll")],
            [("GRAPH_URL", $"{graph.Address}v1.0"), ("PATH", path), ("AZURE_ENV_NAME", "test"), .. settings]);
        return (code, output, File.Exists(asked) ? await File.ReadAllTextAsync(asked) : "");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<(int Code, string Output)> RunAsync(
        string program, string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
