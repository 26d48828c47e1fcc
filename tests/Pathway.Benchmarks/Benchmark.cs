using System.Text.Json.Serialization;

namespace Pathway.Benchmarks;

/// <summary>
/// One figure. <see cref="Ratio"/> is <see cref="Value"/> over <see cref="Floor"/>, both from this run; null where a
/// count speaks for itself.
/// </summary>
public sealed record BenchmarkRow(string Name, double Value, string Unit, double? Floor, double? Ratio, string Details);

/// <summary>A benchmark: measures the app and its floor in the same run.</summary>
public interface IBenchmark
{
    /// <summary>As given on the command line to run it alone.</summary>
    string Name { get; }

    Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<BenchmarkRow>))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
