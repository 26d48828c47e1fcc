using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>The examples of docs/integrate.md, run as they stand there.</summary>
public sealed partial class IntegrateGuideTests
{
    [Theory]
    [InlineData("bash", "bash", "-c")]
    [InlineData("python", "python3", "-c")]
    [InlineData("js", "node", "-e")]
    [InlineData("powershell", "pwsh", "-Command")]
    [InlineData("sh", "sh", "-c")]
    [InlineData("javascript", "node", "-e")]
    [InlineData("typescript", "node", "-e")]
    [InlineData("jsonc", "node", "-e")]
    public async Task The_example_sends_an_event_that_is_accepted(string language, string command, string option)
    {
        // The examples sign with the clock of this machine.
        await using var app = await AppUnderTest.StartAsync(new AppOptions { Now = TimeProvider.System.GetUtcNow() });
        var leeds = await CollegeSystem.JoinAsync(app);
        var guide = await File.ReadAllTextAsync(
            Path.Combine(Toolchain.Root, "docs", "integrate.md"), TestContext.Current.CancellationToken);
        var example = Fence().Matches(guide).Single(match => match.Groups[1].Value == language).Groups[2].Value;

        var (exit, output) = await RunAsync(command, option, Runnable(language, example), new()
        {
            ["PATHWAY_URL"] = app.Host.Address.ToString().TrimEnd('/'),
            ["PATHWAY_COLLEGE"] = "utc-leeds",
            ["PATHWAY_SECRET"] = leeds.Secret,
            ["PATHWAY_PASSWORD"] = leeds.XapiPassword,
        });

        Assert.True(exit == 0, output);
        Assert.Matches("""^\{"delivery":"(msg_[0-9a-f-]{36}|x1_[a-z2-7]{24})","accepted":1,"dropped":\{\}\}$""", output.Trim());
        await app.DrainAsync();
        var day = LondonDay(app);
        Assert.Contains(
            await ReceiveWebhookTests.CountersAsync(app, from: day, to: day), counter => counter.Events == 1);
    }

    /// <summary>
    /// What Google, Microsoft and the reader put around an example: only that, for the example runs as it stands.
    /// </summary>
    private static string Runnable(string language, string example) => language switch
    {
        "javascript" => """
            const { execFileSync } = require('node:child_process');
            const PropertiesService = { getScriptProperties: () => ({ getProperty: name => process.env[name] }) };
            const Utilities = { base64Encode: text => Buffer.from(text).toString('base64') };
            const UrlFetchApp = { fetch: (url, o) => ({ getContentText: () => execFileSync('curl', ['--silent', '-X', o.method.toUpperCase(), url,
              '-H', `content-type: ${o.contentType}`, ...Object.entries(o.headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), '--data-binary', o.payload]).toString() }) };

            """ + example + "\nsendToPathway();",
        "typescript" => example
            .Replace(": ExcelScript.Workbook", "", StringComparison.Ordinal)
            .Replace("'https://…'", "process.env.PATHWAY_URL", StringComparison.Ordinal)
            .Replace("'utc-leeds'", "process.env.PATHWAY_COLLEGE", StringComparison.Ordinal)
            .Replace("'the xAPI password'", "process.env.PATHWAY_PASSWORD", StringComparison.Ordinal)
            + """

            const sheet = { getUsedRange: () => ({ getValues: () => [['activity', 'learner', 'minutes'], ['stroke-day', 'jo@college.example.org', 60]] }) };
            main({ getActiveWorksheet: () => sheet });
            """,
        "jsonc" => "const { inputs } = " + example + """
            ;
            const own = text => text.replace(/\{(PATHWAY_[A-Z]+)\}/g, (_, name) => process.env[name]);
            const basic = Buffer.from(`${own(inputs.authentication.username)}:${own(inputs.authentication.password)}`).toString('base64');
            fetch(own(inputs.uri), { method: inputs.method, headers: { ...inputs.headers, Authorization: `Basic ${basic}` }, body: JSON.stringify(inputs.body) })
              .then(async answer => console.log(await answer.text()));
            """,
        _ => example,
    };

    private static NodaTime.LocalDate LondonDay(AppUnderTest app) =>
        Functions.Programme.LondonClock.DateOf(NodaTime.Instant.FromDateTimeOffset(app.Time.GetUtcNow()));

    private static async Task<(int Exit, string Output)> RunAsync(
        string command, string option, string script, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(
            command,
            [option, script])
        { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{command} is not on this machine.");
            throw;
        }
    }

    [GeneratedRegex(
        @"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
