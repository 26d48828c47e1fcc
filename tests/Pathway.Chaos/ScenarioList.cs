using Pathway.Chaos.Proxy;
using Pathway.Chaos.Scenarios;

namespace Pathway.Chaos;

/// <summary>Every scenario, in the order in which they run: those that share a stack stand together.</summary>
internal static class ScenarioList
{
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new HostKills(),
        new WorkerKills(),
        new StorageTrouble("storage-hangs", TroubleKind.Hang),
        new StorageTrouble("storage-refuses", TroubleKind.Refuse),
        new StorageTrouble("storage-full", TroubleKind.Full),
        new Lies("storage-lies", 0.1, stack => stack.Storage.BeAsync, stack => stack.Storage.Struck),
        new GraphTrouble("graph-hangs", TroubleKind.Hang),
        new GraphTrouble("graph-refuses", TroubleKind.Refuse),
        new Lies("graph-lies", 0.5, stack => stack.GraphProxy.BeAsync, stack => stack.GraphProxy.Struck),
        new HostileRequests(),
        new TwoHosts(),
        new EndedSecret(),
        new MailboxRestored(),
        new TablesRestored(),
        new ClockJumps(),
        new SustainedLoad(),
    ];

    public static IEnumerable<IScenario> Chosen(ChaosOptions options) =>
        All.Where(scenario => options.Only.Count == 0 || options.Only.Contains(scenario.Name, StringComparer.Ordinal));
}
