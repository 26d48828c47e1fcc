using System.Diagnostics;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.Invocation;

/// <summary>A function that no caller waits for.</summary>
internal abstract class BackgroundFunction<TSource>(
    FunctionIdentity identity, bool disabled, FunctionCall<TSource> call, ActivityKind kind)
    : Function(identity, disabled)
{
    public FunctionCall<TSource> Call { get; } = call;

    public ActivityKind ActivityKind { get; } = kind;
}
