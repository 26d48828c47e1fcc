using System.Text;

namespace Pathway.Functions.Activities.Import;

/// <summary>A content line of iCalendar: <c>NAME;PARAMETER=value:value</c>, unfolded; <see cref="Number"/> is the line it begins in, from 1.</summary>
internal sealed record IcsLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The zone it names; null for none.</summary>
    public string? Zone => Parameters.GetValueOrDefault("TZID");

    /// <summary>A value of type TEXT without its escapes (RFC 5545, section 3.3.11).</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                var escaped = Value[i] == '\\' && i + 1 < Value.Length;
                var letter = escaped ? Value[++i] : Value[i];
                text.Append(escaped && letter is 'n' or 'N' && Value[i - 1] == '\\' ? '\n' : letter);
            }

            return text.ToString();
        }
    }

    /// <summary>Whether the value is that word: names and enumerated values have no case (RFC 5545, section 2).</summary>
    public bool Says(string word) => Value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
