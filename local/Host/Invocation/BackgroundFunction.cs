using System.Diagnostics;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.Invocation;

/// <summary>A function that no caller waits for.</summary>
internal abstract class BackgroundFunction<TSource>(FunctionMethod method, bool disabled, FunctionCall<TSource> call, ActivityKind kind)
    : Function(method, disabled)
{
    public FunctionCall<TSource> Call { get; } = call;

    public ActivityKind ActivityKind { get; } = kind;
}
