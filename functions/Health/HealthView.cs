using System.Text.Json.Serialization;

namespace Pathway.Functions.Health;

/// <summary>The app's state as <c>GET /api/health</c> shows it.</summary>
public sealed record HealthView(string Status, IReadOnlyList<HealthCheckView> Checks)
{
    public const string Ok = "ok";

    /// <summary>Storage does not answer, and without it nothing works.</summary>
    [JsonIgnore]
    public bool IsGone { get; init; }
}
