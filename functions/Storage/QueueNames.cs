using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Pathway.Functions.Storage;

/// <summary>
/// The queues' names, as the app settings <c>FactsQueue</c> and so on, because the triggers read them from there
/// (<c>%FactsQueue%</c>). They stand in no section: what scales the app looks settings up by the plain name. The
/// constants are those trigger expressions.
/// </summary>
public sealed class QueueNames
{
    public const string FactsTrigger = "%FactsQueue%";
    public const string CalendarSyncTrigger = "%CalendarSyncQueue%";
    public const string CalendarPullTrigger = "%CalendarPullQueue%";
    public const string DigestsTrigger = "%DigestsQueue%";
    public const string ResourceIngestTrigger = "%ResourceIngestQueue%";
    public const string PoisonSuffix = "-poison";

    private const string Rule = "^(?=.{3,56}$)[a-z0-9](-?[a-z0-9])*$";

    [Required]
    [RegularExpression(Rule)]
    [ConfigurationKeyName("FactsQueue")]
    public string Facts { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    [ConfigurationKeyName("CalendarSyncQueue")]
    public string CalendarSync { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    [ConfigurationKeyName("CalendarPullQueue")]
    public string CalendarPull { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    [ConfigurationKeyName("DigestsQueue")]
    public string Digests { get; set; } = "";

    [Required]
    [RegularExpression(Rule)]
    [ConfigurationKeyName("ResourceIngestQueue")]
    public string ResourceIngest { get; set; } = "";

    public IReadOnlyList<string> All => [Facts, CalendarSync, CalendarPull, Digests, ResourceIngest];
}
