using Pathway.Chaos;
using Pathway.Chaos.Stack;
using Pathway.Local;
using Pathway.Local.Azurite;

// dotnet run -c Release --project tests/Pathway.Chaos -- --short|--long [--seed N] [--only NAME] [--json FILE]
if (args is [AppProcess.Role, var start])
    return await AppHost.RunAsync(AppStart.Parse(start));

if (ChaosOptions.Parse(args, out var error) is not { } options)
{
    Console.Error.WriteLine(error);
    return 2;
}

using var stop = new StopSignal();
try
{
    await using var run = new ChaosRun(options, Console.Error.WriteLine);
    var verdicts = new List<Verdict>();
    foreach (var scenario in ScenarioList.Chosen(options))
    {
        verdicts.Add(await run.JudgeAsync(scenario, stop.Token));

        // As it goes: a run that is stopped has said what it knows.
        if (options.Page is { } page)
            await ReliabilityPage.WriteAsync(page, options, verdicts, stop.Token);
    }

    Console.WriteLine(VerdictTable.Render(options, verdicts));
    if (options.Json is { } file)
        await File.WriteAllTextAsync(file, VerdictTable.ToJson(options, verdicts), stop.Token);
    return verdicts.TrueForAll(verdict => verdict.Passed) ? 0 : 1;
}
catch (PrerequisiteException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 2;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return 130;
}
