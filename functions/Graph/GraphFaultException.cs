namespace Pathway.Functions.Graph;

/// <summary>A fault on its way up, where its catcher stands above the one who saw it.</summary>
public sealed class GraphFaultException(GraphFault fault) : Exception(fault.Code)
{
    public GraphFault Fault { get; } = fault;
}
