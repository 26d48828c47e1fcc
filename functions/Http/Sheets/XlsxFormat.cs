namespace Pathway.Functions.Http.Sheets;

/// <summary>What a number format makes of a number (ECMA-376, part 1, section 18.8.31).</summary>
/// <param name="IsTime">It is a date, a time of day or both.</param>
/// <param name="Digits">It is padded with zeros to so many digits; 0 for as many as it has.</param>
internal readonly record struct XlsxFormat(bool IsTime, int Digits)
{
    private static readonly System.Buffers.SearchValues<char> TimeLetters = System.Buffers.SearchValues.Create("hmsHMS");
    private const string Letters = "dmyhsDMYHS";

    /// <summary>A format that Excel names by number alone (section 18.8.30), those of East Asia included.</summary>
    public static XlsxFormat From(int id) =>
        new(id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58), 0);

    /// <summary>
    /// A format by its code. What stands in quotes, behind a backslash or in brackets is shown as it is, but
    /// <c>[h]</c> counts hours.
    /// </summary>
    public static XlsxFormat From(string code)
    {
        var (plain, isTime) = (code.Length > 0 && code.AsSpan().Trim('0').IsEmpty, false);
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            if (code[at] is '\\' or '_' or '*')
                at++;
            else if (code[at] == '"')
                at = End(code, at, '"');
            else if (code[at] == '[')
            {
                var end = End(code, at, ']');
                isTime |= end - at > 1 && code.AsSpan((at + 1)..end).IndexOfAnyExcept(TimeLetters) < 0;
                at = end;
            }
            else if (code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase))
                at += "General".Length - 1;
            else
                isTime |= Letters.Contains(code[at], StringComparison.Ordinal);
        }

        return new XlsxFormat(isTime, plain && code.Length > 1 ? code.Length : 0);
    }

    private static int End(string code, int at, char mark) =>
        code.IndexOf(mark, at + 1) is > 0 and var end ? end : code.Length;
}
