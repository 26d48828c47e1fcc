using Microsoft.Extensions.Hosting;

namespace Pathway.LocalHost;

/// <summary>Whoever started the host decides when it ends; it must not take Ctrl+C for itself.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
