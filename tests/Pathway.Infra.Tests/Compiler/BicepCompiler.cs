using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Pathway.Infra.Tests.Compiler;

/// <summary>The genuine Bicep compiler, as one process that answers JSON-RPC over its own pipes; it needs no network.</summary>
public sealed class BicepCompiler : IAsyncDisposable
{
    public const string Subscription = "11111111-2222-3333-4444-555555555555";
    public const string Tenant = "99999999-2222-3333-4444-555555555555";

    private readonly Process process;
    private readonly SemaphoreSlim turn = new(1);
    private int lastId;

    public BicepCompiler() => process = Process.Start(new ProcessStartInfo(Program, ["jsonrpc", "--stdio"])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public static string Program { get; } =
        typeof(BicepCompiler).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "BicepPath").Value!;

    /// <summary>Every resource that a deployment with these parameters would make.</summary>
    public async Task<JsonObject> PredictAsync(string parameterFile)
    {
        var metadata = new JsonObject
        {
            ["tenantId"] = Tenant,
            ["subscriptionId"] = Subscription,
            ["location"] = "uksouth",
        };
        var answer = await AskAsync(
            "bicep/getSnapshot", new JsonObject { ["path"] = parameterFile, ["metadata"] = metadata });
        return JsonNode.Parse((string)answer["snapshot"]!)!.AsObject();
    }

    /// <summary>The template, or null, and what the compiler and its linter say.</summary>
    public async Task<(JsonObject? Template, IReadOnlyList<string> Findings)> CompileAsync(string file)
    {
        var answer = await AskAsync("bicep/compile", new JsonObject { ["path"] = file });
        var template = answer["contents"] is { } contents ? JsonNode.Parse((string)contents!)!.AsObject() : null;
        return (template, [.. answer["diagnostics"]!.AsArray().Select(finding => $"{finding!["code"]}: {finding["message"]}")]);
    }

    public async Task<string> FormatAsync(string file) =>
        (string)(await AskAsync("bicep/format", new JsonObject { ["path"] = file }))["contents"]!;

    /// <summary>A whole run of its own; what it wrote to standard output.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var run = Process.Start(
            new ProcessStartInfo(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        turn.Dispose();
    }

    private async Task<JsonObject> AskAsync(string method, JsonObject parameters)
    {
        await turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var question = new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = ++lastId,
                ["method"] = method,
                ["params"] = parameters,
            };
            var body = Encoding.UTF8.GetBytes(question.ToJsonString());
            var pipe = process.StandardInput.BaseStream;
            await pipe.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"));
            await pipe.WriteAsync(body);
            await pipe.FlushAsync();
            var answer = JsonNode.Parse(await ReadAsync(process.StandardOutput.BaseStream))!;
            return answer["result"]?.AsObject()
                ?? throw new InvalidOperationException($"{method}: {answer["error"]?["message"]}");
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<byte[]> ReadAsync(Stream pipe)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await pipe.ReadExactlyAsync(one);
            header.Append((char)one[0]);
        }

        var length = header.ToString()
            .Split("\r\n")
            .Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length["Content-Length:".Length..], CultureInfo.InvariantCulture)];
        await pipe.ReadExactlyAsync(body);
        return body;
    }
}
