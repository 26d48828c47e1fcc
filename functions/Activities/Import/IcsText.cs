using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Sheets;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Reads iCalendar's lines (RFC 5545, section 3.1): first unfolds the octets, for a fold may stand inside a letter,
/// then reads their letters, then takes the line apart. Nothing but CRLF or LF ends a line; a file that has neither
/// is from a program that writes CR.
/// </summary>
internal sealed class IcsText
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private static readonly Dictionary<string, string> NoParameters = [];

    private readonly ReadOnlyMemory<byte> file;
    private readonly Encoding? declared;
    private readonly FaultTally faults;

    private IcsText(ReadOnlyMemory<byte> file, Encoding? declared, FaultTally faults) =>
        (this.file, this.declared, this.faults) = (file, declared, faults);

    /// <param name="charset">What the sender said of the letters; without it they are UTF-8, or UTF-16 if they look it.</param>
    public static IEnumerable<IcsLine> Read(ReadOnlyMemory<byte> file, string? charset, FaultTally faults)
    {
        if (FileText.Utf16(file.Span) is { } wide)
        {
            if (FileText.ReadWide(file.Span, wide, out var fault) is not { } text)
            {
                faults.Add(fault!);
                return [];
            }

            file = Encoding.UTF8.GetBytes(text);
        }

        return new IcsText(
            file.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? file[3..] : file,
            FileText.Declared(charset),
            faults).Lines();
    }

    private IEnumerable<IcsLine> Lines()
    {
        var end = file.Span.Contains(LineFeed) ? LineFeed : CarriageReturn;
        var unfolded = new ArrayBufferWriter<byte>();
        var (begun, number) = (0, 0);
        for (var at = 0; at < file.Length;)
        {
            number++;
            var next = file.Span[at..].IndexOf(end) is >= 0 and var length ? at + length : file.Length;
            var line = file[at..next];
            at = next + 1;
            if (line.Length > 0 && line.Span[0] is (byte)' ' or (byte)'\t' && begun > 0)
            {
                unfolded.Write(line.Span[1..].TrimEnd(CarriageReturn));
                continue;
            }

            if (Take(unfolded, begun) is { } before)
                yield return before;
            unfolded.ResetWrittenCount();
            unfolded.Write(line.Span.TrimEnd(CarriageReturn));
            begun = unfolded.WrittenCount > 0 ? number : 0;
        }

        if (Take(unfolded, begun) is { } last)
            yield return last;
    }

    private IcsLine? Take(ArrayBufferWriter<byte> unfolded, int number)
    {
        if (number == 0 || unfolded.WrittenSpan.Trim(" \t"u8).IsEmpty)
            return null;
        if (!Utf8.IsValid(unfolded.WrittenSpan) && declared is null)
        {
            faults.Add(new Fault("", FileText.Unreadable, number));
            return null;
        }

        var text = Utf8.IsValid(unfolded.WrittenSpan)
            ? Encoding.UTF8.GetString(unfolded.WrittenSpan)
            : declared!.GetString(unfolded.WrittenSpan);
        if (Parse(number, text) is { } parsed)
            return parsed;
        faults.Add(new Fault("", "is not a line of iCalendar.", number));
        return null;
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
            if (line[i] != ':')
                continue;
            var value = line[Value(parts, line, from)..];
            return parts[0].Trim().Length == 0
                ? null
                : new IcsLine(number, parts[0].Trim().ToUpperInvariant(), Parameters(parts), value);
        }

        return null;
    }

    // Exchange writes TZID=(UTC+00:00) Dublin, … without the quotation marks that its colon calls for: a time has
    // none of its own.
    private static int Value(List<string> parts, string line, int from)
    {
        if (!parts[^1].StartsWith("TZID=", StringComparison.OrdinalIgnoreCase) || line.LastIndexOf(':') is var last && last < from)
            return from;
        parts[^1] = $"{parts[^1]}:{line[from..last]}";
        return last + 1;
    }

    private static Dictionary<string, string> Parameters(List<string> parts)
    {
        if (parts.Count == 1)
            return NoParameters;
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                parameters[part[..at].Trim()] = part[(at + 1)..].Trim('"', ' ');
        }

        return parameters;
    }
}
