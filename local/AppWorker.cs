using Pathway.Local.Azurite;
using Pathway.LocalHost;

namespace Pathway.Local;

/// <summary>The app as the cloud runs it: in a worker process of its own, which a host in this process drives.</summary>
public static class AppWorker
{
    /// <summary>What <c>dotnet build</c> has put beside this program.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Pathway.Functions.dll");

    /// <exception cref="PrerequisiteException">The app did not start; the message says what it said.</exception>
    public static async Task<FunctionHost> StartAsync(FunctionHostOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await FunctionHost.StartAsync(
                options with { Worker = new WorkerOptions(Assembly) }, cancellationToken);
        }
        catch (WorkerStartException e)
        {
            throw new PrerequisiteException($"The functions did not start. {e.Message}", e);
        }
    }
}
