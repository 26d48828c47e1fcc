namespace Pathway.LocalHost.Discovery;

/// <summary>What a function is called, and where its code is: <c>Namespace.Class.Method</c>.</summary>
internal sealed record FunctionIdentity(string Name, string EntryPoint)
{
    public FunctionDefinitionException Fault(string why) => new($"Function {Name} ({EntryPoint}): {why}");
}
