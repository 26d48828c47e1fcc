namespace Pathway.LocalHost;

/// <summary>The worker did not come up; the message says what it said last.</summary>
public sealed class WorkerStartException : Exception
{
    public WorkerStartException(string message)
        : base(message)
    {
    }

    public WorkerStartException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public WorkerStartException()
    {
    }
}
