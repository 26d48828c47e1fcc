namespace Pathway.Benchmarks.Capacity;

/// <summary>What some work costs: calls by service, people written to, messages, runs of functions.</summary>
internal readonly record struct Usage(
    double Tables, double Queues, double Blobs, double Graph, double People, double Messages, double Runs)
{
    public double Storage => Tables + Queues + Blobs;

    public static Usage operator +(Usage left, Usage right) => new(
        left.Tables + right.Tables,
        left.Queues + right.Queues,
        left.Blobs + right.Blobs,
        left.Graph + right.Graph,
        left.People + right.People,
        left.Messages + right.Messages,
        left.Runs + right.Runs);

    public static Usage operator -(Usage left, Usage right) => left + (right * -1);

    public static Usage operator *(Usage usage, double times) => new(
        usage.Tables * times,
        usage.Queues * times,
        usage.Blobs * times,
        usage.Graph * times,
        usage.People * times,
        usage.Messages * times,
        usage.Runs * times);
}
