using System.Diagnostics;
using System.Runtime.InteropServices;
using Pathway.Local.Azurite;

namespace Pathway.Benchmarks;

/// <summary>
/// A worker app as it is deployed: a release, published, compiled ahead of time. Published once a run, into a folder
/// that goes with it.
/// </summary>
internal static class PublishedApp
{
    private static readonly Lazy<Task<string>> Pathway = new(() => PublishAsync("functions/Pathway.Functions.csproj"));
    private static readonly Lazy<Task<string>> Bare = new(
        () => PublishAsync("tests/Pathway.Testing.Worker/Pathway.Testing.Worker.csproj"));

    /// <summary>The product's dll.</summary>
    public static Task<string> PathwayAsync() => Pathway.Value;

    /// <summary>The dll of the app that puts one message.</summary>
    public static Task<string> BareAsync() => Bare.Value;

    private static async Task<string> PublishAsync(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var folder = Directory.CreateTempSubdirectory($"{name}-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string[] arguments =
        [
            "publish", Path.Combine(Toolchain.Root, project), "-c", "Release", "--output", Path
                .Combine(folder, "app"), "--artifacts-path", Path
                .Combine(folder, "artifacts"),
            "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true",
            "-p:RunAnalyzers=false", "-v", "quiet", "--nologo",
        ];
        using var publish = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(folder, "app", $"{name}.dll")
            : throw new InvalidOperationException($"dotnet publish {project} ended with {publish.ExitCode}: {output}");
    }
}
