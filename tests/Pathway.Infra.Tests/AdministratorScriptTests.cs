using System.ComponentModel;
using System.Diagnostics;
using Pathway.Infra.Tests.Compiler;
using Pathway.Local.Azurite;

namespace Pathway.Infra.Tests;

/// <summary>
/// The administrator's script in the genuine PowerShell, with modules in a tenant's place that write down what they
/// are told.
/// </summary>
public sealed class AdministratorScriptTests : IDisposable
{
    private const string Mailbox = "pathway@example.org";
    private const string Second = "pathway2@example.org";
    private const string Client = "11111111-1111-1111-1111-111111111111";
    private const string Principal = "22222222-2222-2222-2222-222222222222";

    private readonly string folder = Directory.CreateTempSubdirectory("administrator-").FullName;

    private IEnumerable<string> Made =>
        Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines);

    [Fact]
    public void It_opens_one_mailbox_and_nothing_more()
    {
        Run();

        Assert.Equal(
            [
                $"principal|{Client}|{Principal}",
                $"scope|Pathway {Mailbox}|PrimarySmtpAddress -eq '{Mailbox}'",
                $"role|Pathway 11111111 Calendars.ReadWrite|Application Calendars.ReadWrite|{Principal}|Pathway {Mailbox}",
                $"role|Pathway 11111111 Mail.ReadWrite|Application Mail.ReadWrite|{Principal}|Pathway {Mailbox}",
                $"role|Pathway 11111111 Mail.Send|Application Mail.Send|{Principal}|Pathway {Mailbox}",
                $"policy|Pathway-Attendance|{Client}",
                $"granted|Pathway-Attendance|{Mailbox}",
            ],
            Made);
    }

    [Fact]
    public void It_opens_each_of_several_mailboxes_by_itself()
    {
        Run();
        var one = Made.ToList();

        RunFor($"{Mailbox}; {Second}");
        RunFor($"{Second};{Mailbox}");

        // The first eight digits of SHA-256 of the second address.
        Assert.Equal(
            [
                $"scope|Pathway {Second}|PrimarySmtpAddress -eq '{Second}'",
                $"role|Pathway 11111111 Calendars.ReadWrite 8c4125f7|Application Calendars.ReadWrite|{Principal}|Pathway {Second}",
                $"role|Pathway 11111111 Mail.ReadWrite 8c4125f7|Application Mail.ReadWrite|{Principal}|Pathway {Second}",
                $"role|Pathway 11111111 Mail.Send 8c4125f7|Application Mail.Send|{Principal}|Pathway {Second}",
                $"granted|Pathway-Attendance|{Second}",
            ],
            Made.Except(one, StringComparer.Ordinal));
    }

    [Fact]
    public void A_mailbox_put_before_the_first_is_opened_too()
    {
        Run();

        RunFor($"{Second};{Mailbox}");

        Assert.Contains($"role|Pathway 11111111 Mail.Send 8c4125f7|Application Mail.Send|{Principal}|Pathway {Second}", Made);
    }

    [Fact]
    public void It_can_run_twice()
    {
        Run();
        var first = Made.ToList();

        Run();

        Assert.Equal(first, Made.Distinct(StringComparer.Ordinal));
        Assert.Single(Made.GroupBy(line => line, StringComparer.Ordinal), same => same.Count() > 1);
    }

    [Fact]
    public void Asked_what_it_would_do_it_does_nothing()
    {
        var output = Run("-WhatIf");

        Assert.Contains("Application Mail.Send", output, StringComparison.Ordinal);
        Assert.Empty(Made);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Puts a module where PowerShell finds it; what makes its manifest.</summary>
    private static string Module(string modules, string name, string version)
    {
        var home = Directory.CreateDirectory(Path.Combine(modules, name, version)).FullName;
        var source = Path.Combine(Toolchain.Root, "tests", "Pathway.Infra.Tests", "Administrator", $"{name}.psm1");
        File.Copy(source, Path.Combine(home, $"{name}.psm1"), overwrite: true);
        return $"New-ModuleManifest -Path '{Path.Combine(home, name)}.psd1' -RootModule {name}.psm1 -ModuleVersion {version} -FunctionsToExport '*'";
    }

    private string Run(params string[] more) => RunFor(Mailbox, more);

    private string RunFor(string mailbox, params string[] more)
    {
        var modules = Path.Combine(folder, "modules");
        var make = $"{Module(modules, "ExchangeOnlineManagement", "3.4.0")}; {Module(modules, "MicrosoftTeams", "6.0.0")}";
        var script = InfraFolder.Genuine.File(Path.Combine("hooks", "exchange-and-teams.ps1"));
        var paths = $"$env:PSModulePath = '{modules}{Path.PathSeparator}' + $env:PSModulePath";
        var call = $"& '{script}' -Mailbox '{mailbox}' -ClientId {Client} -PrincipalId {Principal} {string.Join(' ', more)}";
        var start = new ProcessStartInfo(
            "pwsh", ["-NoProfile", "-Command", $"$ErrorActionPreference = 'Stop'; {make}; {paths}; {call}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["PATHWAY_STUB"] = folder },
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("PowerShell 7 is not installed.");
            throw;
        }
    }
}
