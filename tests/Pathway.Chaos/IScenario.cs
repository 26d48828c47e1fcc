namespace Pathway.Chaos;

/// <summary>One way in which the world is not as it should be. What follows from it is judged by the same reckoning for all.</summary>
internal interface IScenario
{
    /// <summary>As given on the command line to run it alone.</summary>
    string Name { get; }

    Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken);
}
