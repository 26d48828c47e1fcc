using System.Text;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>Writes iCalendar's lines (RFC 5545): escaped, folded at 75 octets, ended with CRLF.</summary>
internal sealed class IcsWriter
{
    private const int MostOctets = 75;

    private readonly StringBuilder text = new();

    public IcsWriter Line(string name, string value)
    {
        Fold($"{name}:{value}");
        return this;
    }

    /// <summary>A value of type TEXT (section 3.3.11).</summary>
    public IcsWriter Text(string name, string value) => Line(name, Escape(value));

    public override string ToString() => text.ToString();

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var letter in value.ReplaceLineEndings("\n"))
        {
            if (letter is '\\' or ';' or ',')
                escaped.Append('\\').Append(letter);
            else if (letter == '\n')
                escaped.Append("\\n");
            else if (!char.IsControl(letter) || letter == '\t')
                escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>A continuation begins with a blank, which counts; no character is torn apart (section 3.1).</summary>
    private void Fold(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
