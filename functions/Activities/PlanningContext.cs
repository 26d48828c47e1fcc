using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities;

/// <summary>
/// What an activity is held against when it is put in: the day, the colleges, the resources, and which address stands
/// for what. What the activity says already it may go on saying: a college that left, or a resource withdrawn since,
/// must not make it uneditable.
/// </summary>
public sealed class PlanningContext
{
    private readonly Dictionary<CollegeId, College> colleges;
    private readonly Dictionary<ActivityId, Activity> activities;
    private readonly Dictionary<ResourceId, KnownResource> resources;
    private readonly Dictionary<string, ActivityId?> owners = new(StringComparer.Ordinal);

    internal PlanningContext(
        LocalDate today,
        IEnumerable<College> colleges,
        IEnumerable<Activity> activities,
        IEnumerable<KnownResource> resources,
        IReadOnlySet<ActivityId> planned)
    {
        Today = today;
        this.colleges = colleges.ToDictionary(college => college.Id);
        this.activities = activities.ToDictionary(activity => activity.Id);
        this.resources = resources.ToDictionary(resource => resource.Id);
        foreach (var resource in this.resources.Values.Where(resource => !resource.IsWithdrawn))
            Occupy(resource.Aliases, null);

        // Those about to be planned anew hold what they will say, not what they said.
        foreach (var activity in this.activities.Values.Where(activity => !activity.IsCancelled && !planned.Contains(activity.Id)))
            Occupy(activity.Definition.Aliases, activity.Id);
    }

    public LocalDate Today { get; }

    /// <summary>Why a college cannot be invited to the activity; null when it can.</summary>
    public string? FaultOf(CollegeId college, ActivityId activity) => colleges.GetValueOrDefault(college) switch
    {
        null => "is no college of the programme.",
        { LeftAt: not null } when Now(activity)?.Audience.Colleges.Contains(college) is not true =>
            "has left the programme.",
        _ => null,
    };

    /// <summary>Why a resource cannot be handed out with the activity; null when it can.</summary>
    public string? FaultOf(ResourceId resource, ActivityId activity) => resources.GetValueOrDefault(resource) switch
    {
        _ when Now(activity)?.Resources.Contains(resource) is true => null,
        null => "is no resource of the programme.",
        { IsWithdrawn: true } => "has been withdrawn.",
        _ => null,
    };

    /// <summary>Whether an address stands for something else already.</summary>
    public bool IsTaken(string alias, ActivityId activity) =>
        owners.TryGetValue(ObjectAddress.Same(alias), out var owner) && owner != activity;

    /// <summary>From now on the addresses of an activity of the same plan are its.</summary>
    public void Plan(ActivityId activity, ActivityDefinition definition) => Occupy(definition.Aliases, activity);

    private ActivityDefinition? Now(ActivityId activity) => activities.GetValueOrDefault(activity)?.Definition;

    private void Occupy(IEnumerable<string> aliases, ActivityId? owner)
    {
        foreach (var alias in aliases)
            owners.TryAdd(ObjectAddress.Same(alias), owner);
    }
}
