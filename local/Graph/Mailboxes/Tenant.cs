namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>What every mailbox has in common, and how its moments are written.</summary>
internal static class Tenant
{
    public static string Id { get; } = DerivedIds.Guid("tenant").ToString();

    public static string ApplicationId { get; } = DerivedIds.Guid("application").ToString();

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'");
}
