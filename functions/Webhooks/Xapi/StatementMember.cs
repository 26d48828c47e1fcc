namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>The members of a statement that the app uses.</summary>
[Flags]
internal enum StatementMember
{
    None = 0,
    Id = 1,
    Actor = 2,
    Verb = 4,
    Object = 8,
    Result = 16,
    Timestamp = 32,
}
