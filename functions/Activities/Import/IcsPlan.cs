using NodaTime;
using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Reads a term's plan from a calendar: each VEVENT is an activity, on the clock that its zone or the file's own
/// VTIMEZONE says.
/// </summary>
internal sealed class IcsPlan
{
    private const string Event = "VEVENT";
    private const string Zone = "VTIMEZONE";

    // All that is read of an event: the rest takes no room.
    private static readonly HashSet<string> Properties = new(StringComparer.Ordinal)
    {
        "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "UID", "CATEGORIES", "LOCATION", "STATUS", "RRULE",
        "RDATE", "RECURRENCE-ID", "EXDATE", "EXRULE",
    };

    private readonly FaultTally faults = new();
    private readonly IcsZones zones = new();
    private readonly List<List<IcsLine>> events = [];
    private List<IcsLine>? inside;
    private string component = "";
    private int depth;
    private int count;
    private int last = 1;

    private IcsPlan()
    {
    }

    /// <param name="today">Times far from it are left as they stand, for validation to refuse.</param>
    public static ImportFile Read(ReadOnlyMemory<byte> file, string? charset, LocalDate today)
    {
        var plan = new IcsPlan();
        foreach (var line in IcsText.Read(file, charset, plan.faults))
            plan.Take(line);
        return plan.Finish(today);
    }

    private void Take(IcsLine line)
    {
        if (inside is null)
        {
            if (line.Name == "BEGIN" && (line.Says(Event) || line.Says(Zone)))
                (inside, component, depth) = ([line], line.Says(Event) ? Event : Zone, 0);
            else if (line.Name == "X-WR-TIMEZONE")
                zones.SayDefault(line);
            return;
        }

        if (line.Name == "END" && depth == 0 && line.Says(component))
        {
            Complete(inside);
            inside = null;
            return;
        }

        if (component == Zone || (depth == 0 && Properties.Contains(line.Name)))
            inside.Add(line);
        depth += line.Name == "BEGIN" ? 1 : line.Name == "END" && depth > 0 ? -1 : 0;
    }

    private void Complete(List<IcsLine> lines)
    {
        if (component == Zone)
        {
            zones.Define(lines[1..]);
            return;
        }

        count++;
        last = lines[0].Number;
        if (events.Count < ImportFile.MostActivities)
            events.Add(lines);
    }

    // After the whole file was read: a zone may be defined below the events that name it.
    private ImportFile Finish(LocalDate today)
    {
        if (inside is not null && component == Event)
            faults.Add(new Fault("", "begins and does not end.", inside[0].Number, Event));
        if (count == 0 && faults.Count == 0)
            faults.Add(new Fault("", $"The file holds no {Event}.", 1));
        ImportFile.Limit(count, last, faults);

        // What a line that cannot be read takes away from its event is not missing.
        return faults.Count > 0
            ? new ImportFile([], faults, [])
            : new ImportFile(
                [
                    .. events.Where(lines => !IsOverride(lines))
                        .Select(lines => new IcsEvent(lines, OverridesOf(lines), zones, today, faults).Read()),
                ],
                faults,
                []);
    }

    /// <summary>A changed date of a series that is in the file.</summary>
    private bool IsOverride(List<IcsLine> lines) => lines.Exists(line => line.Name == "RECURRENCE-ID")
        && UidOf(lines) is { } uid
        && events.Exists(other => UidOf(other) == uid && other.Exists(line => line.Name == "RRULE"));

    private List<List<IcsLine>> OverridesOf(List<IcsLine> lines) =>
        UidOf(lines) is { } uid && lines.Exists(line => line.Name == "RRULE")
            ? events.FindAll(other => UidOf(other) == uid && other.Exists(line => line.Name == "RECURRENCE-ID"))
            : [];

    private static string? UidOf(List<IcsLine> lines) => lines.Find(line => line.Name == "UID")?.Value;
}
