namespace Pathway.Functions.Activities;

public enum ActivityKind
{
    Masterclass,
    Project,
    Competition,
}
