using System.Globalization;
using System.Text.RegularExpressions;
using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>Reads iCalendar's lines (RFC 5545, section 3.1): unfolds them and takes them apart.</summary>
internal static partial class IcsText
{
    // Weeks stand alone, and there are no months or years.
    [GeneratedRegex(@"^\+?P(?:(?<W>\d{1,9})W|(?:(?<D>\d{1,9})D)?(?:T(?:(?<H>\d{1,9})H)?(?:(?<M>\d{1,9})M)?(?:(?<S>\d{1,9})S)?)?)\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();

    /// <summary>A duration (RFC 5545, section 3.3.6) in seconds, or null when it is none or takes no time.</summary>
    public static long? Seconds(string text)
    {
        if (DurationForm().Match(text.Trim()) is not { Success: true } match)
            return null;
        var seconds = (604_800 * Number("W")) + (86_400 * Number("D")) + (3_600 * Number("H")) + (60 * Number("M")) + Number("S");
        return seconds > 0 ? seconds : null;

        long Number(string unit) => match.Groups[unit] is { Success: true, ValueSpan: var digits } ? long.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    public static List<IcsLine> Read(string text, List<Fault> faults)
    {
        var lines = new List<IcsLine>();
        foreach (var (number, line) in Unfold(text))
        {
            if (Parse(number, line) is { } parsed)
                lines.Add(parsed);
            else
                faults.Add(new Fault("", "is not a line of iCalendar.", number));
        }

        return lines;
    }

    private static List<(int Number, string Line)> Unfold(string text)
    {
        var lines = new List<(int Number, string Line)>();
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length > 0 && line[0] is ' ' or '\t' && lines.Count > 0)
                lines[^1] = (lines[^1].Number, lines[^1].Line + line[1..]);
            else if (line.Length > 0)
                lines.Add((number, line));
        }

        return lines;
    }

    private static IcsLine? Parse(int number, string line)
    {
        var parts = new List<string>();
        var (from, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            if (quoted || line[i] is not (';' or ':'))
                continue;
            parts.Add(line[from..i]);
            from = i + 1;
            if (line[i] == ':')
                return parts[0].Length == 0 ? null : new IcsLine(number, parts[0].ToUpperInvariant(), Parameters(parts.Skip(1)), line[from..]);
        }

        return null;
    }

    private static Dictionary<string, string> Parameters(IEnumerable<string> parts)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts)
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                parameters[part[..at]] = part[(at + 1)..].Trim('"');
        }

        return parameters;
    }
}
