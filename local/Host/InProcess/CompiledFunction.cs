namespace Pathway.LocalHost.InProcess;

/// <summary>
/// Runs a method with what its trigger brought; gives what it returned, or <see cref="ReturnValue.Nothing"/>.
/// </summary>
internal delegate ValueTask<object?> CompiledFunction<in TSource>(
    IServiceProvider services, TSource source, CancellationToken cancellation);
