using System.Diagnostics;
using System.Text.Json;
using Pathway.Local.Azurite;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>Runs a script of an independent implementation; <c>input</c> is in scope, what it prints comes back.</summary>
internal static class Node
{
    public static async Task<string> RunAsync(string script, object input)
    {
        await Toolchain.EnsureAsync(Console.Error.WriteLine, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(
            "node",
            ["-e", $"const input = JSON.parse(process.argv[1]);{Environment.NewLine}{script}", JsonSerializer.Serialize(input)])
        {
            WorkingDirectory = Toolchain.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await errors);
        return await output;
    }
}
