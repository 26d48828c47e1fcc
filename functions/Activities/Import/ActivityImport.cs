using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>Takes a file of activities: all of it in one transaction, or nothing and every fault.</summary>
public sealed class ActivityImport(ActivityTable catalogue, PlanningContextReader planning, LondonClock clock)
{
    /// <summary>What one entity group transaction takes.</summary>
    public const int MostActivities = 100;

    public async Task<(ImportView? Done, IReadOnlyList<Fault> Faults)> RunAsync(string text, bool isCalendar, bool dryRun, CancellationToken cancellationToken)
    {
        var file = isCalendar ? IcsPlan.Read(text, clock.Today) : CsvPlan.Read(text);
        var faults = file.Faults.ToList();
        if (file.Entries.Count > MostActivities)
            faults.Add(new Fault("", $"The file holds more than {MostActivities} activities.", file.Entries[MostActivities].Line));
        var planned = file.Entries.Select(entry => ActivityId.TryParse(entry.Id, out var id) ? id : default).ToHashSet();
        var context = await planning.ReadAsync(planned, cancellationToken);
        var definitions = new Dictionary<ActivityId, ActivityDefinition>();
        foreach (var entry in file.Entries)
            Check(entry, context, definitions, faults);
        if (faults.Count > 0)
            return (null, [.. faults.OrderBy(fault => fault.Line)]);

        var changes = await catalogue.PutAllAsync(definitions, dryRun, cancellationToken);
        return (new ImportView(dryRun, Ids(changes, ActivityChange.Created), Ids(changes, ActivityChange.Updated), Ids(changes, ActivityChange.Unchanged)), []);
    }

    private static void Check(ImportEntry entry, PlanningContext context, Dictionary<ActivityId, ActivityDefinition> definitions, List<Fault> faults)
    {
        if (!ActivityId.TryParse(entry.Id, out var id))
        {
            // Without a title there is no id either, and the title is what to complain of.
            if (entry.Request.Title is not null)
                faults.Add(entry.Locate(new Fault("/id", $"is not an id: {Slug.Rule}.")));
            id = ActivityId.Parse("none");
        }
        else if (definitions.ContainsKey(id))
        {
            faults.Add(entry.Locate(new Fault("/id", "names an activity that is in the file already.")));
        }

        if (entry.Request.Validate(id, context, out var found) is { } definition)
        {
            definitions[id] = definition;
            context.Plan(id, definition);
        }

        faults.AddRange(found.Where(fault => !entry.IsEndTold || fault.Path != "/end").Select(entry.Locate));
    }

    private static List<string> Ids(IReadOnlyDictionary<ActivityId, ActivityChange> changes, ActivityChange kind) =>
        [.. changes.Where(change => change.Value == kind).Select(change => change.Key.ToString()).Order(StringComparer.Ordinal)];
}
