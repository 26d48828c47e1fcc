namespace Pathway.LocalHost;

/// <summary>A function that cannot be run as it is written. The message names it; the app does not start.</summary>
public sealed class FunctionDefinitionException : Exception
{
    public FunctionDefinitionException(string message)
        : base(message)
    {
    }

    public FunctionDefinitionException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public FunctionDefinitionException()
    {
    }
}
