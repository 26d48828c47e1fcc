namespace Pathway.Functions.Http;

/// <summary>
/// Who calls, as App Service authentication tells it. <see cref="Mail"/> is in lower case, empty when the token has
/// none.
/// </summary>
public sealed record Caller(string Mail, IReadOnlyCollection<string> Roles)
{
    public const string ManagerRole = "Programme.Manager";
    public const string CoordinatorRole = "College.Coordinator";

    public bool IsManager => Roles.Contains(ManagerRole);

    public bool IsCoordinator => Roles.Contains(CoordinatorRole);
}
