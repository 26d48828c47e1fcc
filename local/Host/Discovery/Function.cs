using System.Reflection;

namespace Pathway.LocalHost.Discovery;

/// <summary>A function with its trigger, before anything is compiled or started.</summary>
internal abstract class Function(FunctionMethod method, bool disabled)
{
    public string Name { get; } = method.Name;

    public MethodInfo Method { get; } = method.Method;

    public bool Disabled { get; } = disabled;

    /// <summary>What each of its log lines carries; one object, because every invocation opens a scope with it.</summary>
    public FunctionScope LogScope { get; } = new(method.Name);

    public abstract FunctionDescription Describe(Uri address);
}

/// <summary>A method marked as a function and its one trigger.</summary>
internal sealed record FunctionMethod(string Name, MethodInfo Method, ParameterInfo TriggerParameter, Attribute Trigger)
{
    public FunctionDefinitionException Fault(string why) => new($"Function {Name} ({Method.DeclaringType}.{Method.Name}): {why}");
}
