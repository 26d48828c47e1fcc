namespace Pathway.Local.Tests.Run;

public sealed class StartTests
{
    [Fact]
    public async Task Help_is_no_failure()
    {
        OnUnix();
        var (exit, output) = await LocalRunProcess.ToItsEndAsync("--help");

        Assert.Equal(0, exit);
        Assert.StartsWith("dotnet run --project local", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_answered_with_a_sentence()
    {
        OnUnix();
        Assert.Equal(
            (2, "--empti is not an option here; --help lists them."), await LocalRunProcess.ToItsEndAsync("--empti"));
    }

    [Fact]
    public async Task Functions_are_one_line_and_the_end_is_what_to_open()
    {
        OnUnix();
        await using var run = await LocalRunProcess.ReadyAsync();

        Assert.Matches(
            @"functions   http://localhost:\d+/ \(\d+ functions: \d+ HTTP, \d+ queue, \d+ timer\)\nReady\.",
            run.Output);
        Assert.DoesNotContain("SweepCalendars", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"Open\n  http://localhost:\d+/ .*\n(  http.*\n)+Ctrl\+C stops everything\.$", run.Output);
    }

    [Theory]
    [InlineData(null, "Node.js is missing")]
    [InlineData("echo v18.20.0", "Node.js v18.20.0 is too old")]
    [InlineData(
        "[ \"$1\" = --version ] && echo v20.0.0 || { echo 'Error: Cannot find module x'; exit 1; }",
        "did not start: Error: Cannot find module x")]
    public async Task What_is_wrong_with_node_is_said_in_a_sentence(string? node, string expected)
    {
        OnUnix();
        var folder = Directory.CreateTempSubdirectory("path-");
        try
        {
            if (node is not null)
            {
                var file = Path.Combine(folder.FullName, "node");
                await File.WriteAllTextAsync(file, $"#!/bin/sh\n{node}\n", TestContext.Current.CancellationToken);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            File.CreateSymbolicLink(Path.Combine(folder.FullName, "dotnet"), Dotnet());
            var (exit, output) = await LocalRunProcess.ToItsEndAsync("--empty", folder.FullName);

            Assert.Equal(1, exit);
            Assert.Contains(expected, output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Dotnet() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "dotnet"))
        .First(File.Exists);

    private static void OnUnix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "It is started by a shell.");
}
