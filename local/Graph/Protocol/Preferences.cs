using System.Text.RegularExpressions;
using NodaTime;
using Pathway.GraphSimulator.Calendars;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>What the <c>Prefer</c> header asks for: immutable ids, a time zone, plain text, a page size.</summary>
internal sealed partial record Preferences
{
    public bool ImmutableIds { get; init; }

    public bool TextBody { get; private init; }

    public int? MaxPageSize { get; private init; }

    public string ZoneName { get; private init; } = "UTC";

    public DateTimeZone Zone { get; private init; } = DateTimeZone.Utc;

    /// <summary>What <c>Preference-Applied</c> names.</summary>
    public string? Applied { get; private init; }

    public static Preferences From(GraphCall call)
    {
        var wanted = new Preferences();
        var applied = new List<string>();
        foreach (Match match in Preference().Matches(call.Header("Prefer") ?? ""))
        {
            var (name, value) = (match.Groups["name"].Value.ToLowerInvariant(), match.Groups["value"].Value);
            var next = wanted.With(name, value);
            if (!ReferenceEquals(next, wanted))
                applied.Add(match.Value.Trim());
            wanted = next;
        }

        return applied.Count == 0 ? wanted : wanted with { Applied = string.Join(", ", applied) };
    }

    private Preferences With(string name, string value) => name switch
    {
        "idtype" when value.Equals("ImmutableId", StringComparison.OrdinalIgnoreCase) =>
            this with { ImmutableIds = true },
        "outlook.body-content-type" when value.Equals("text", StringComparison.OrdinalIgnoreCase) =>
            this with { TextBody = true },
        "outlook.timezone" => this with { ZoneName = value, Zone = TimeZones.Find(value) },
        "odata.maxpagesize" when int.TryParse(value, out var size) && size > 0 => this with { MaxPageSize = size },
        _ => this,
    };

    [GeneratedRegex("""(?<name>[\w.\-]+)\s*=\s*"?(?<value>[^",;]+)"?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Preference();
}
