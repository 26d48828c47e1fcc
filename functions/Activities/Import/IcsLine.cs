using System.Text;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// A content line of iCalendar: <c>NAME;PARAMETER=value:value</c>, unfolded; <see cref="Number"/> is the line it
/// begins in, from 1.
/// </summary>
internal sealed record IcsLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The zone it names; null for none.</summary>
    public string? Zone =>
        Parameters.GetValueOrDefault("TZID") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    /// <summary>
    /// A value of type TEXT without its escapes (RFC 5545, section 3.3.11). What other programs take for the end of a
    /// line is one of the text: only CRLF ends a line of the file.
    /// </summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] == '\\' && i + 1 < Value.Length)
                    text.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
                else
                    text.Append(Value[i] is '\u2028' or '\u2029' or '\u0085' or '\f' or '\v' or '\r' ? '\n' : Value[i]);
            }

            return text.ToString();
        }
    }

    /// <summary>A day without a time (RFC 5545, section 3.3.4), whether the line says so or only has no time.</summary>
    public bool IsDay => Value.Trim() is { Length: 8 } day && day.All(char.IsAsciiDigit);

    /// <summary>Whether the value is that word: names and enumerated values have no case (RFC 5545, section 2).</summary>
    public bool Says(string word) => Value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
