namespace Pathway.LocalHost.Discovery;

/// <summary>A function with its trigger, before anything is started.</summary>
internal abstract class Function(FunctionIdentity identity, bool disabled)
{
    public string Name { get; } = identity.Name;

    public bool Disabled { get; } = disabled;

    /// <summary>What each of its log lines carries; one object, because every invocation opens a scope with it.</summary>
    public FunctionScope LogScope { get; } = new(identity.Name);

    public abstract FunctionDescription Describe(Uri address);
}
