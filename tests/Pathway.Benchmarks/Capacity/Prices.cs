namespace Pathway.Benchmarks.Capacity;

/// <summary>List prices in US dollars, read in November 2026; of the region nobody is sure, so take them for the size of it.</summary>
internal static class Prices
{
    public const double TablesPer10K = 0.00036;
    public const double QueuesPer10K = 0.004;
    public const double BlobWritesPer10K = 0.05;
    public const double TableGigabyte = 0.045;
    public const double GigabyteSecond = 0.000026;
    public const double MillionRuns = 0.40;
    public const double FreeGigabyteSeconds = 100_000;
    public const double FreeRuns = 250_000;

    /// <summary>Flex Consumption bills a second at least, of the instance's memory.</summary>
    public const double SecondsOfRun = 1;

    public const double GigabytesOfInstance = 2;

    /// <summary>HTTP calls of an instance at once, which share its second.</summary>
    public const double CallsAtOnce = 1;
}
