using System.Globalization;
using System.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// What people type and read, as they see it: without control characters, marks that turn the order of letters round, letters that
/// show nothing, private and lone characters. One rule for titles and names, reasons and descriptions, and names of files.
/// </summary>
public static class VisibleText
{
    private const char NonJoiner = '\u200C';
    private const char Joiner = '\u200D';

    /// <summary>
    /// A title or a name: one line, and trimmed. Joiners and variants stay where they shape a letter, as in names in Persian and in emoji.
    /// </summary>
    public static string Line(string? text) => Read(text, keepsLines: false);

    /// <summary>The same of a text of several lines.</summary>
    public static string Paragraphs(string? text) => Read(text, keepsLines: true);

    /// <summary>Only what shows by itself, for what must not look like something else: the name of a file.</summary>
    public static string Only(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            if (!IsInvisible(letter))
                visible.Append(letter.ToString());
        }

        return visible.ToString();
    }

    private static string Read(string? text, bool keepsLines)
    {
        var read = new StringBuilder(text?.Length ?? 0);
        foreach (var letter in (text ?? "").EnumerateRunes())
        {
            if (EndsLine(letter) || letter.Value == '\t')
                AppendSpace(read, letter, keepsLines);
            else if (!IsInvisible(letter) || (IsShaping(letter) && CanBeShaped(read)))
                read.Append(letter.ToString());
        }

        return read.ToString().Trim().TrimEnd(NonJoiner, Joiner);
    }

    private static void AppendSpace(StringBuilder read, Rune space, bool keepsLines)
    {
        if (keepsLines)
            read.Append(space.Value is '\r' or '\n' or '\t' ? (char)space.Value : '\n');
        else if (read.Length > 0 && read[^1] != ' ')
            read.Append(' ');
    }

    private static bool CanBeShaped(StringBuilder read) =>
        read.Length > 0 && !char.IsWhiteSpace(read[^1]) && read[^1] is not (NonJoiner or Joiner);

    private static bool EndsLine(Rune letter) => letter.Value is (>= '\n' and <= '\r') or 0x85 or 0x2028 or 0x2029;

    private static bool IsShaping(Rune letter) => letter.Value is NonJoiner or Joiner || IsVariant(letter);

    private static bool IsVariant(Rune letter) => letter.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsInvisible(Rune letter) => letter == Rune.ReplacementChar
        || letter.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
        || IsVariant(letter)
        || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
