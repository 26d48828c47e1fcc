namespace Pathway.Functions.Http;

/// <summary>
/// A request's body broke off, or was none on its way: a chunk whose size is no number, fewer bytes than announced.
/// </summary>
public sealed class CutBodyException : IOException
{
    public const string Words = "The body is not what its headers say.";

    public CutBodyException()
        : base(Words)
    {
    }

    public CutBodyException(string message)
        : base(message)
    {
    }

    public CutBodyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal CutBodyException(IOException cause)
        : base(Words, cause)
    {
    }
}
