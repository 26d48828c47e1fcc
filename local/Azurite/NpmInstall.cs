using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Pathway.Local.Azurite;

/// <summary><c>npm ci</c> with a word every few seconds; if it fails, a sentence instead of npm's report.</summary>
internal sealed class NpmInstall(string folder, Action<string> say)
{
    // npm itself would try three times, waiting up to a minute between, and five minutes for each answer.
    private static readonly string[] Arguments =
    [
        "ci", "--no-audit", "--no-fund", "--ignore-scripts",
        "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=15000",
    ];

    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly List<string> errors = [];

    /// <summary>Long enough for a first package over a slow line; what comes later may take its time.</summary>
    public TimeSpan FirstPackageWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="PrerequisiteException">npm is missing or failed; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        say("Installing Azurite with npm (once, about half a minute) ...");
        using var npm = Start();
        npm.OutputDataReceived += (_, _) => { };
        npm.ErrorDataReceived += (_, line) => Read(line.Data);
        npm.BeginOutputReadLine();
        npm.BeginErrorReadLine();
        try
        {
            await WaitAsync(npm, cancellationToken);
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }

        if (npm.ExitCode != 0)
            throw new PrerequisiteException(new NpmFailure(errors, folder).ToString());
    }

    private async Task WaitAsync(Process npm, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var all = Locked();
        var ended = npm.WaitForExitAsync(cancellationToken);
        while (await Task.WhenAny(ended, Task.Delay(BetweenWords, TimeProvider.System, cancellationToken)) != ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var there = all.Count(package => File.Exists(Path.Combine(folder, package, "package.json")));
            if (there > 0)
                say($"  {there} of {all.Count} packages");
            else if (clock.Elapsed > FirstPackageWithin)
                throw new PrerequisiteException(NpmFailure.Silent(clock.Elapsed));
        }

        await ended;
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", Arguments)
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception missing)
        {
            throw new PrerequisiteException(
                "npm is missing: Azurite, the local storage, is installed with it. "
                    + "It comes with Node.js from https://nodejs.org; "
                    + "some package managers have it as a package \"npm\" of its own.",
                missing);
        }
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (gate)
            errors.Add(line);
    }

    /// <summary>The folders of all packages, as the lock file names them.</summary>
    private List<string> Locked()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package-lock.json")));
        return
        [
            .. file.RootElement.GetProperty("packages")
                .EnumerateObject()
                .Select(package => package.Name)
                .Where(name => name.Length > 0),
        ];
    }
}
