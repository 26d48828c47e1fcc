using Pathway.Local;
using Pathway.Local.Azurite;

if (LocalOptions.Parse(args, Environment.GetEnvironmentVariable, out var error) is not { } options)
{
    Console.Error.WriteLine(error);
    return 2;
}

using var stop = new StopSignal();
try
{
    return await LocalRun.RunAsync(options, Console.Out.WriteLine, stop.Token);
}
catch (PrerequisiteException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return 0;
}
