namespace Pathway.LocalHost.Worker;

/// <summary>No worker was up to run a function, and none came in time: it did not run.</summary>
internal sealed class WorkerUnavailableException(string message) : Exception(message);
