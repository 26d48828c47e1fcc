using NodaTime;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// The clocks of a calendar file. A name that somebody knows is what it says; otherwise the file's own VTIMEZONE is
/// asked for its X-LIC-LOCATION and then its rules. Times without a zone are the calendar's own, or London's.
/// </summary>
internal sealed class IcsZones
{
    private const int MostObservances = 500;

    private readonly Dictionary<string, (string? Location, IcsZoneRules? Rules)> own = new(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What the calendar says of itself: <c>X-WR-TIMEZONE</c>, as Google and Apple write it.</summary>
    public string Default { get; private set; } = ActivityRequest.DefaultTimeZone;

    /// <summary>A zone of the file's own, from the lines between BEGIN and END.</summary>
    public void Define(IReadOnlyList<IcsLine> lines)
    {
        var observances = new List<IcsObservance>();
        List<IcsLine>? inside = null;
        var (name, location) = ((string?)null, (string?)null);
        foreach (var line in lines)
        {
            if (line.Name == "BEGIN")
                inside = [];
            else if (line.Name == "END" && inside is not null)
            {
                if (observances.Count < MostObservances && IcsObservance.Read(inside) is { } observance)
                    observances.Add(observance);
                inside = null;
            }
            else if (inside is not null)
                inside.Add(line);
            else if (line.Name == "TZID")
                name ??= line.Text.Trim();
            else if (line.Name == "X-LIC-LOCATION")
                location ??= ZoneNames.Find(line.Text);
        }

        if (name is not null)
            own.TryAdd(Plain(name), (location, observances.Count > 0 ? new IcsZoneRules(observances) : null));
    }

    public void SayDefault(IcsLine line) => Default = ZoneNames.Find(line.Text) ?? Default;

    /// <summary>
    /// The IANA zone of a time in that year, or null: then <see cref="Own"/> may know the clock all the same.
    /// </summary>
    public string? Find(string? name, int year)
    {
        if (name is null)
            return Default;
        var (location, rules) = own.GetValueOrDefault(Plain(name));

        // GMT and EST have no summer time; who defines a zone of that name with one means the zone.
        var known = ZoneNames.Find(name);
        if (known is not null
            && !(rules is { Changes: true } && DateTimeZoneProviders.Tzdb[known] is var zone && zone.MinOffset == zone.MaxOffset))
            return known;
        return location ?? rules?.ZoneIn(year) ?? (rules is null ? known ?? Shifted(name) : null);
    }

    /// <summary>The clock by the file's own rules, where no zone is known that has the same; null without such rules.</summary>
    public DateTimeZone? Own(string? name, LocalDateTime time) =>
        name is not null && own.GetValueOrDefault(Plain(name)).Rules is { } rules
            ? DateTimeZone.ForOffset(rules.OffsetAt(time))
            : null;

    private static string Plain(string name) => name.Replace("\\", "", StringComparison.Ordinal).Trim('"', ' ');

    // UTC+02:00 and nothing else. IANA counts hours the other way round.
    private static string? Shifted(string name)
    {
        var plain = Plain(name).Trim('(', ')');
        if (plain is ['+' or '-', ..])
            plain = "UTC" + plain;
        return UtcOffset.Read($"({plain})", out var length) is { } offset
            && length == plain.Length + 2
            && offset.Seconds % 3600 == 0
            ? ZoneNames.Find(
                offset.Seconds == 0 ? "Etc/UTC" : $"Etc/GMT{(offset.Seconds > 0 ? '-' : '+')}{Math.Abs(offset.Seconds) / 3600}")
            : null;
    }
}
