namespace Pathway.GraphSimulator.Directory;

/// <summary>
/// Application permissions that Microsoft Graph's own service principal offers, as far as a programme like ours meets them.
/// https://learn.microsoft.com/graph/permissions-reference
/// </summary>
internal static class GraphPermissions
{
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    public static IReadOnlyList<(string Value, string Id)> All { get; } =
    [
        ("Calendars.ReadWrite", "ef54d2bf-783f-4e0f-bca1-3210c0444d99"),
        ("Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"),
        ("Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96"),
        ("OnlineMeetingArtifact.Read.All", "df01ed3b-eb61-4eca-9965-6b3d789751b2"),
        ("OnlineMeetings.Read.All", "c1684f21-1984-47fa-9d61-2dc8c296bb70"),
        ("OnlineMeetings.ReadWrite.All", "b8bb2037-6e08-44ac-a4ea-4674e010e2a4"),
        ("User.Read.All", "df021288-bdef-4463-88db-98f22de89214"),
        ("User.ReadBasic.All", "97235f07-e226-4f63-ace3-39588e11d3a1"),
    ];
}
