using System.Globalization;
using System.Text;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// The name a file is saved under: what a person sees of it is what it is. Without characters that show nothing or
/// turn the order of the others round, path separators, and the names that Windows keeps for its devices.
/// </summary>
public static class SavedName
{
    private const string Separators = "/\\:*?\"<>|";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    public static string For(string fileName)
    {
        var name = string.Concat(
            Visible(fileName).Select(letter => Separators.Contains(letter, StringComparison.Ordinal) ? '_' : letter))
            .Trim()
            .TrimEnd('.', ' ');
        var isDevice = Devices.Contains(name.Split('.')[0].TrimEnd());
        return name.Trim('.').Length == 0 ? "file" : isDevice ? "_" + name : name;
    }

    /// <summary>
    /// The text without control characters, marks of direction, joiners, line separators, private and lone
    /// characters.
    /// </summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            if (!IsInvisible(letter))
                visible.Append(letter.ToString());
        }

        return visible.ToString();
    }

    private static bool IsInvisible(Rune letter) => letter == Rune.ReplacementChar
        || letter.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
