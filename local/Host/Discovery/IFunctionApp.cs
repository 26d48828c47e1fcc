using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pathway.LocalHost.Discovery;

/// <summary>
/// The app behind the host: which functions there are, each with the call that runs it. It is either in this process or in a
/// worker's; everything else about a host is the same for both.
/// </summary>
internal interface IFunctionApp : IAsyncDisposable
{
    /// <summary>The name of its assembly.</summary>
    string Name { get; }

    /// <summary>The longest request body that reaches it, in bytes; null: it looks after that itself.</summary>
    long? MaxRequestBodySize { get; }

    /// <summary>Finds its functions, starting it first if that is what it takes.</summary>
    /// <exception cref="FunctionDefinitionException">A function cannot be run as it is written.</exception>
    /// <exception cref="WorkerStartException">The worker could not be started.</exception>
    Task<IReadOnlyList<Function>> FindAsync(AppSettings settings, CancellationToken cancellation);

    /// <summary>Adds what it needs in the host's container.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);
}
