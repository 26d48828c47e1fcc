using System.ComponentModel;
using System.Diagnostics;

namespace Pathway.Local.Azurite;

/// <summary>A prerequisite is missing or broken; the message says how to get it.</summary>
public sealed class PrerequisiteException(string message) : Exception(message);

/// <summary>Node and the npm packages beside the solution: Azurite, and what the tests check against.</summary>
public static class Toolchain
{
    private const int OldestNode = 20;

    /// <summary>The folder of the solution, found upwards from where the program was built.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Checks Node and installs the npm packages if they are missing; says what it does.</summary>
    /// <exception cref="PrerequisiteException">Node is missing or too old, or npm failed.</exception>
    public static async Task EnsureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        await CheckNodeAsync(cancellationToken);
        if (IsInstalled)
            return;

        // Test assemblies start at the same time; one installs, the others wait.
        await using var gate = await LockAsync(cancellationToken);
        if (IsInstalled)
            return;
        say("Installing Azurite with npm ci (once, about half a minute) ...");
        var (exit, output) = await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], cancellationToken);
        if (exit != 0)
            throw new PrerequisiteException($"npm ci failed with exit code {exit}:{Environment.NewLine}{output}");
    }

    /// <summary>A file of an npm package.</summary>
    public static string Package(params string[] path) => Path.Combine([Root, "node_modules", .. path]);

    // npm writes its own marker last; a folder without it is half an installation.
    private static bool IsInstalled => File.Exists(Package(".package-lock.json"));

    private static async Task CheckNodeAsync(CancellationToken cancellationToken)
    {
        const string HowTo = "Install Node.js 20 or later from https://nodejs.org (or with your package manager) and try again.";
        string version;
        try
        {
            version = (await RunAsync("node", ["--version"], cancellationToken)).Output.Trim();
        }
        catch (Win32Exception)
        {
            throw new PrerequisiteException($"Node.js is missing: Azurite, the local storage, runs on it. {HowTo}");
        }

        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < OldestNode)
            throw new PrerequisiteException($"Node.js {version} is too old. {HowTo}");
    }

    private static async Task<(int Exit, string Output)> RunAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Root, ".npm-install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
            }
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pathway.Functions.sln")))
                return folder.FullName;
        }

        throw new PrerequisiteException("Run this from a clone of the repository: Pathway.Functions.sln was not found.");
    }
}
