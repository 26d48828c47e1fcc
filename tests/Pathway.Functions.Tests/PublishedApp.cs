using System.Diagnostics;
using Pathway.Local.Azurite;

namespace Pathway.Functions.Tests;

/// <summary>
/// The app as azd publishes it, by the same command; its own intermediate files keep it out of the way of other
/// builds.
/// </summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pathway-publish-");

    public string Output => Path.Combine(folder.FullName, "output");

    /// <summary>Every file, relative to the output, with forward slashes.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Output, file).Replace('\\', '/'))];

    public async ValueTask InitializeAsync()
    {
        var (exit, said) = await DotnetAsync(
            [
                "publish", Path.Combine(
                    Toolchain.Root, "functions", "Pathway.Functions.csproj"), "-c", "Release", "--output", Output,
                "--artifacts-path", Path.Combine(
                    folder.FullName, "artifacts"), "-p:RunAnalyzers=false", "-nodeReuse:false",
            ],
            CancellationToken.None);
        Assert.True(exit == 0, said);
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <returns>The exit code, and all it wrote.</returns>
    internal static async Task<(int Exit, string Said)> DotnetAsync(
        string[] arguments, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        // What a surrounding dotnet test says of its own build is none of this one's.
        foreach (var name in process.StartInfo.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            process.StartInfo.Environment.Remove(name);
        process.Start();
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, string.Concat(said));
    }
}
