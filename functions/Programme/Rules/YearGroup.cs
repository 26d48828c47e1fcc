using System.Buffers.Text;
using System.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>A year group of a secondary school in England, of a learner or of who a resource is made for.</summary>
public static class YearGroup
{
    public const int First = 7;
    public const int Last = 14;

    public static readonly string Rule = $"must be a year group from {First} to {Last}.";

    /// <summary>As people write it, in UTF-8: <c>12</c>, <c>Y12</c>, <c>Year 12</c>. Null for anything else.</summary>
    public static int? Parse(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        if (text.Length >= 4 && Ascii.EqualsIgnoreCase(text[..4], "year"u8))
            text = text[4..];
        else if (text.Length >= 1 && Ascii.EqualsIgnoreCase(text[..1], "y"u8))
            text = text[1..];
        text = text.TrimStart(" "u8);
        return text.Length is 1 or 2 && char.IsAsciiDigit((char)text[0])
            && Utf8Parser.TryParse(text, out int number, out var read) && read == text.Length
            ? FromNumber(number)
            : null;
    }

    public static int? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static int? FromNumber(double number) =>
        number is >= First and <= Last && number == Math.Truncate(number) ? (int)number : null;
}
