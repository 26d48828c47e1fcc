namespace Pathway.Functions.Calendars.Meetings;

/// <summary>What an administrator types to let the app at the programme's meetings.</summary>
internal static class TeamsAdministration
{
    public const string Permission = "OnlineMeetings.ReadWrite.All";

    // Microsoft Graph itself, and the id of that permission (https://learn.microsoft.com/graph/permissions-reference).
    private const string Graph = "00000003-0000-0000-c000-000000000000";
    private const string PermissionId = "b8bb2037-6e08-44ac-a4ea-4674e010e2a4";

    /// <summary>For Microsoft Graph PowerShell.</summary>
    public static string Grant(string appId) =>
        "Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All, Application.Read.All; "
        + $"$app = Get-MgServicePrincipal -Filter \"appId eq '{appId}'\"; "
        + $"$graph = Get-MgServicePrincipal -Filter \"appId eq '{Graph}'\"; "
        + "New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id "
        + $"-ResourceId $graph.Id -AppRoleId {PermissionId}";

    /// <summary>For Teams PowerShell.</summary>
    /// <param name="organiser">The object id of the programme's mailbox.</param>
    public static string Policy(string appId, string? organiser) =>
        $"New-CsApplicationAccessPolicy -Identity Pathway-Attendance -AppIds \"{appId}\"; "
        + $"Grant-CsApplicationAccessPolicy -PolicyName Pathway-Attendance -Identity \"{organiser}\"";
}
