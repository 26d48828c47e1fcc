using NodaTime;
using NodaTime.TimeZones;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>Zones by the names Exchange takes: Windows' own and IANA's.</summary>
internal static class TimeZones
{
    private static readonly Dictionary<string, string> IanaOfWindows =
        new(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping, StringComparer.OrdinalIgnoreCase);

    public static DateTimeZone Find(string name) => TryFind(name) ?? throw new GraphErrorException(
        400,
        "TimeZoneNotSupportedException",
        $"A valid TimeZone value must be specified. The following TimeZone value is not supported: '{name}'.");

    private static DateTimeZone? TryFind(string name) =>
        IanaOfWindows.TryGetValue(name, out var iana) ? DateTimeZoneProviders.Tzdb[iana]
        : name.StartsWith("tzone://Microsoft/Utc", StringComparison.OrdinalIgnoreCase) ? DateTimeZone.Utc
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
}
