namespace Pathway.LocalHost.Worker;

/// <summary>The worker ended while it was asked: what was running may have had its effect or not.</summary>
internal sealed class WorkerEndedException() : Exception("The worker ended before it had answered.");
