namespace Pathway.Local.Azurite;

/// <summary>Something this machine lacks or holds; the message is one sentence or two that say what to do about it.</summary>
public sealed class PrerequisiteException : Exception
{
    public PrerequisiteException(string message)
        : base(message)
    {
    }

    public PrerequisiteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
