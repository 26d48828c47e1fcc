using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Storage;

/// <summary>
/// Section <c>Queues</c>: the queues' names, as app settings, because the triggers read them from there (<c>%Queues:Facts%</c>).
/// The constants are those trigger expressions.
/// </summary>
public sealed class QueueNames
{
    public const string Section = "Queues";
    public const string FactsTrigger = "%Queues:Facts%";
    public const string CalendarSyncTrigger = "%Queues:CalendarSync%";
    public const string CalendarPullTrigger = "%Queues:CalendarPull%";
    public const string DigestsTrigger = "%Queues:Digests%";
    public const string ResourceIngestTrigger = "%Queues:ResourceIngest%";
    public const string PoisonSuffix = "-poison";

    private const string Rule = "^[a-z0-9](-?[a-z0-9]){2,55}$";

    [Required]
    [RegularExpression(Rule)]
    public string Facts { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    public string CalendarSync { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    public string CalendarPull { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    public string Digests { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    public string ResourceIngest { get; set; } = "";

    public IReadOnlyList<string> All => [Facts, CalendarSync, CalendarPull, Digests, ResourceIngest];
}

[OptionsValidator]
public sealed partial class QueueNamesValidator : IValidateOptions<QueueNames>;
