using Pathway.Infra.Tests.Compiler;
using Pathway.Infra.Tests.Predicted;

[assembly: AssemblyFixture(typeof(Compilation))]

namespace Pathway.Infra.Tests.Compiler;

/// <summary>One compiler for all tests, and each parameter set predicted once.</summary>
public sealed class Compilation : IAsyncLifetime
{
    private readonly Dictionary<string, Prediction> predictions = new(StringComparer.Ordinal);

    public BicepCompiler Compiler { get; } = new();

    public Prediction this[string set] => predictions[set];

    public IEnumerable<Prediction> All => predictions.Values;

    public async ValueTask InitializeAsync()
    {
        foreach (var set in InfraFolder.Sets)
            predictions[set] = await PredictAsync(InfraFolder.Genuine, set);
    }

    public async Task<Prediction> PredictAsync(InfraFolder folder, string set) =>
        new(await Compiler.PredictAsync(folder.Parameters(set)));

    public ValueTask DisposeAsync() => Compiler.DisposeAsync();
}
