using NodaTime;
using NodaTime.TimeZones;

namespace Pathway.Functions.Activities;

/// <summary>
/// The IANA zone behind what calendar programs call it: its own name in any case, with a maker's prefix, Windows' name, or what
/// Outlook shows, such as <c>(UTC+00:00) Dublin, Edinburgh, Lisbon, London</c>.
/// </summary>
public static class ZoneNames
{
    private const int MostLetters = 200;

    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    private static readonly Dictionary<string, string> Iana = Source.GetIds().ToDictionary(
        id => id, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Windows = new(
        Source.WindowsMapping.PrimaryMapping, StringComparer.OrdinalIgnoreCase);

    // Windows shows cities; the zone that it means by them is the one these cities are in.
    private static readonly ILookup<string, string> ByCity = Source.WindowsMapping.MapZones
        .SelectMany(
            map => map.TzdbIds.Select(id => (City: id[(id.LastIndexOf('/') + 1)..].Replace('_', ' '), map.WindowsId)))
        .Where(place => Windows.ContainsKey(place.WindowsId))
        .Distinct()
        .ToLookup(place => place.City, place => Windows[place.WindowsId], StringComparer.OrdinalIgnoreCase);

    // What it shows where it names no city.
    private static readonly Dictionary<string, string> Regions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Coordinated Universal Time"] = "Etc/UTC",
        ["Universal Time"] = "Etc/UTC",
        ["tzone://Microsoft/Utc"] = "Etc/UTC",
        ["Greenwich Mean Time"] = "Europe/London",
        ["British Summer Time"] = "Europe/London",
        ["GMT Summer Time"] = "Europe/London",
        ["Edinburgh"] = "Europe/London",
        ["Eastern Time (US & Canada)"] = "America/New_York",
        ["Eastern Time"] = "America/New_York",
        ["Central Time (US & Canada)"] = "America/Chicago",
        ["Central Time"] = "America/Chicago",
        ["Mountain Time (US & Canada)"] = "America/Denver",
        ["Mountain Time"] = "America/Denver",
        ["Pacific Time (US & Canada)"] = "America/Los_Angeles",
        ["Pacific Time"] = "America/Los_Angeles",
        ["Atlantic Time (Canada)"] = "America/Halifax",
        ["Newfoundland"] = "America/St_Johns",
        ["Arizona"] = "America/Phoenix",
        ["Alaska"] = "America/Anchorage",
        ["Hawaii"] = "Pacific/Honolulu",
        ["Saskatchewan"] = "America/Regina",
        ["Central America"] = "America/Guatemala",
        ["Indiana (East)"] = "America/Indianapolis",
        ["Mumbai"] = "Asia/Calcutta",
        ["New Delhi"] = "Asia/Calcutta",
        ["Beijing"] = "Asia/Shanghai",
        ["Abu Dhabi"] = "Asia/Dubai",
        ["West Central Africa"] = "Africa/Lagos",
    };

    /// <summary>The zone's IANA name; null when nobody knows it.</summary>
    public static string? Find(string? name)
    {
        // Calendars escape the commas of a name, and some quote it twice.
        var plain = (name ?? "").Replace("\\", "", StringComparison.Ordinal).Trim('"', '\'', ' ');
        if (plain.Length is 0 or > MostLetters)
            return null;
        return Known(plain) ?? Prefixed(plain) ?? Shown(plain);
    }

    private static string? Known(string name) =>
        Iana.GetValueOrDefault(name)
        ?? Windows.GetValueOrDefault(name)
        ?? Windows.GetValueOrDefault(name.Replace("Daylight", "Standard", StringComparison.OrdinalIgnoreCase))
        ?? Regions.GetValueOrDefault(name);

    // /softwarestudio.org/Olson_20011030_5/Europe/London: an IANA name has up to three parts.
    private static string? Prefixed(string name)
    {
        var parts = name.Split('/');
        return Enumerable.Range(1, 3)
            .Reverse()
            .Where(count => parts.Length > count && count > 1)
            .Select(count => Iana.GetValueOrDefault(string.Join('/', parts[^count..])))
            .FirstOrDefault(id => id is not null);
    }

    private static string? Shown(string name)
    {
        var (offset, places) = (UtcOffset.Read(name, out var length), name[length..].Trim());
        if (Regions.TryGetValue(places, out var region) && Agrees(region, offset))
            return region;
        foreach (var place in places.Split([',', ';', ':', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Regions.TryGetValue(place, out region) && Agrees(region, offset))
                return region;
            if (ByCity[place].FirstOrDefault(id => Agrees(id, offset)) is { } zone)
                return zone;
        }

        return null;
    }

    // The offset shown is the one in winter.
    private static bool Agrees(string id, Offset? offset)
    {
        if (offset is null)
            return true;
        var zone = DateTimeZoneProviders.Tzdb[id];
        return Offset.Min(
            zone.GetUtcOffset(Instant.FromUtc(2026, 1, 1, 0, 0)),
            zone.GetUtcOffset(Instant.FromUtc(2026, 7, 1, 0, 0))) == offset;
    }
}
