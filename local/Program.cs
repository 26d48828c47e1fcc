using Pathway.Local;
using Pathway.Local.Azurite;

if (LocalOptions.Parse(args, Environment.GetEnvironmentVariable, out var error) is not { } options)
{
    Console.Error.WriteLine(error);
    return 2;
}

if (options.Help)
{
    Console.WriteLine(LocalOptions.Usage);
    return 0;
}

using var stop = new StopSignal();
try
{
    return await new LocalRun(options, Say).RunAsync(stop.Token);
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return 0;
}
catch (PrerequisiteException missing)
{
    // Ctrl+C reaches what was started too: what fails at the same moment was only told to stop.
    if (stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(300)))
        return 0;
    Console.Error.WriteLine(missing.Message);
    return 1;
}

static void Say(string line)
{
    try
    {
        Console.Out.WriteLine(line);
    }
    catch (IOException)
    {
        // The terminal was closed; there is still all to be stopped.
    }
}
