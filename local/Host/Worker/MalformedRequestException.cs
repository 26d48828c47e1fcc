namespace Pathway.LocalHost.Worker;

/// <summary>The request broke off, or its body is framed as none may be, while it was passed on: nothing of the function's.</summary>
internal sealed class MalformedRequestException(int status, Exception reading) : Exception(reading.Message, reading)
{
    public int Status => status;
}
