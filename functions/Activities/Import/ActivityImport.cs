using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>Takes a file of activities: all of it in one transaction, or nothing and every fault.</summary>
public sealed class ActivityImport(
    ActivityTable catalogue, PlanningContextReader planning, LondonClock clock, IOptions<ProgrammeOptions> programme)
{
    /// <param name="charset">What the sender said of the file's letters; null for nothing.</param>
    internal async Task<(ImportView? Done, FaultTally Faults)> RunAsync(
        ReadOnlyMemory<byte> bytes, ImportKind kind, string? charset, bool dryRun, CancellationToken cancellationToken)
    {
        var file = kind == ImportKind.Calendar
            ? IcsPlan.Read(bytes, charset, clock.Today)
            : SheetPlan.Read(bytes, charset, !programme.Value.MonthsFirst);
        var planned = file.Entries.Select(entry => ActivityId.TryParse(entry.Id, out var id) ? id : default)
            .ToHashSet();
        var context = await planning.ReadAsync(planned, cancellationToken);
        var definitions = new Dictionary<ActivityId, (ImportEntry Entry, ActivityDefinition Definition)>();
        foreach (var entry in file.Entries)
            Check(entry, context, definitions, file.Faults);
        if (file.Faults.Count > 0)
            return (null, file.Faults);

        var changes = await catalogue.PutAllAsync(
            definitions.ToDictionary(planned => planned.Key, planned => planned.Value.Definition),
            dryRun,
            cancellationToken);
        var entries = definitions
            .Select(planned => ImportedActivity.From(
                planned.Key, planned.Value.Entry, planned.Value.Definition, changes[planned.Key]))
            .ToList();
        var done = new ImportView(
            dryRun,
            Ids(changes, ActivityChange.Created),
            Ids(changes, ActivityChange.Updated),
            Ids(changes, ActivityChange.Unchanged),
            entries,
            file.Notes);
        return (done, file.Faults);
    }

    private static void Check(
        ImportEntry entry,
        PlanningContext context,
        Dictionary<ActivityId, (ImportEntry Entry, ActivityDefinition Definition)> definitions,
        FaultTally faults)
    {
        if (!ActivityId.TryParse(entry.Id, out var id))
        {
            // Without a title there is no id either, and the title is what to complain of.
            if (entry.Request.Title is not null)
                Tell(new Fault("/id", $"is not an id: {Slug.Rule}."));
            id = ActivityId.Parse("none");
        }
        else if (definitions.ContainsKey(id))
        {
            Tell(new Fault("/id", "names an activity that is in the file already."));
        }

        if (entry.Request.Validate(id, context, out var found) is { } definition)
        {
            definitions[id] = (entry, definition);
            context.Plan(id, definition);
        }

        foreach (var fault in found)
            Tell(fault);

        void Tell(Fault fault)
        {
            if (entry.Locate(fault) is { } located)
                faults.Add(located);
        }
    }

    private static List<string> Ids(IReadOnlyDictionary<ActivityId, ActivityChange> changes, ActivityChange kind) =>
        [.. changes.Where(change => change.Value == kind).Select(change => change.Key.ToString()).Order(StringComparer.Ordinal)];
}
