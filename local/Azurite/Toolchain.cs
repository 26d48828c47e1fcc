using System.ComponentModel;
using System.Diagnostics;

namespace Pathway.Local.Azurite;

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
        if (!IsInstalled)
            await new NpmInstall(Root, say).RunAsync(cancellationToken);
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
            version = (await VersionAsync(cancellationToken)).Trim();
        }
        catch (Win32Exception missing)
        {
            throw new PrerequisiteException(
                $"Node.js is missing: Azurite, the local storage, runs on it. {HowTo}", missing);
        }

        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major))
            throw new PrerequisiteException($"Node.js does not work here: node --version says \"{version}\". {HowTo}");
        if (major < OldestNode)
            throw new PrerequisiteException($"Node.js {version} is too old. {HowTo}");
    }

    private static async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return output;
    }

    private static async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Root, ".npm-install.lock");
        while (true)
        {
            try
            {
                return new FileStream(
                    file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                throw new PrerequisiteException(
                    $"{Root} cannot be written to, so Azurite cannot be installed there: {failed.Message}", failed);
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

        throw new PrerequisiteException(
            "Run this from a clone of the repository: Pathway.Functions.sln was not found.");
    }
}
