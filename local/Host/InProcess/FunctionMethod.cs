using System.Reflection;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.InProcess;

/// <summary>A method marked as a function and its one trigger.</summary>
internal sealed record FunctionMethod(
    FunctionIdentity Identity, MethodInfo Method, ParameterInfo TriggerParameter, Attribute Trigger)
{
    public string Name => Identity.Name;

    public FunctionDefinitionException Fault(string why) => Identity.Fault(why);
}
