namespace Pathway.LocalHost.Invocation;

/// <summary>
/// Runs a function with what its trigger brought: what the host knows of how that is done. When an HTTP function's
/// call ends, its answer has been written. A failure is thrown.
/// </summary>
internal delegate Task FunctionCall<in TSource>(
    IServiceProvider services, TSource source, CancellationToken cancellation);
