using NodaTime.Text;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Activities.Speakers;

namespace Pathway.Functions.Activities;

/// <summary>
/// An activity as the management API shows it; sending it back changes nothing. Times carry the zone's offset.
/// </summary>
public sealed record ActivityView(
    string Id,
    string State,
    ActivityKind Kind,
    string Title,
    string Description,
    string Employer,
    string Start,
    string End,
    string TimeZone,
    bool Online,
    object Audience,
    IReadOnlyList<MilestoneView> Milestones,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Aliases)
{
    public const string Planned = "planned";
    public const string Cancelled = "cancelled";

    /// <summary>Its event was deleted in Outlook, and nobody has decided yet.</summary>
    public const string Missing = "missing";

    public string Purpose { get; init; } = "";

    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Left out of what is held once.</summary>
    public RepetitionView? Repeats { get; init; }

    public IReadOnlyList<SpeakerView> Speakers { get; init; } = [];

    public int? QuietFor { get; init; }

    public static ActivityView From(Activity activity)
    {
        var definition = activity.Definition;
        return new ActivityView(
            activity.Id.ToString(),
            activity.IsCancelled ? Cancelled : activity.IsMissing ? Missing : Planned,
            definition.Kind,
            definition.Title,
            definition.Description,
            definition.Employer,
            WallClock.Write(definition.Start, definition.Zone),
            WallClock.Write(definition.End, definition.Zone),
            definition.TimeZone,
            definition.Online,
            definition.Audience.All
                ? "all"
                : definition.Audience.Colleges.Select(college => college.ToString()).ToList(),
            [.. definition.Milestones.Select(milestone => new MilestoneView(milestone.Title, At(milestone, definition)))],
            [.. definition.Resources.Select(resource => resource.ToString())],
            definition.Aliases)
        {
            Purpose = definition.Purpose,
            Outcomes = definition.Outcomes,
            Repeats = definition.Repeats is null
                ? null
                : RepetitionView.From(definition.Repeats, time => WallClock.Write(time, definition.Zone)),
            QuietFor = definition.QuietFor == 0 ? null : definition.QuietFor,
            Speakers = [.. definition.Speakers.Select(SpeakerView.From)],
        };
    }

    /// <summary>As a college sees it: who speaks and from where, not how to write to them.</summary>
    public ActivityView ForColleges() =>
        this with { Speakers = [.. Speakers.Select(speaker => speaker with { Email = null })] };

    private static string At(Milestone milestone, ActivityDefinition definition) => milestone.Time is { } time
        ? WallClock.Write(milestone.Date + time, definition.Zone)
        : LocalDatePattern.Iso.Format(milestone.Date);
}
