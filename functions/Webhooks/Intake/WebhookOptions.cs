using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Events a college may send in a minute when its row says nothing else.</summary>
    [Range(1, 600_000)]
    public int EventsPerMinute { get; set; } = 6_000;
}
