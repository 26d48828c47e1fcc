using System.Buffers;
using System.Text;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// How often each field or verb was dropped, by name and never by value. A name comes from the sender too: one that is not
/// plainly a name (it could be an address or a number of a person) is counted as <see cref="Other"/>.
/// </summary>
public sealed class DroppedFields
{
    public const string Other = "(other)";

    /// <summary>Characters of a name that is counted under itself.</summary>
    public const int MaxLength = 40;

    private const int MaxNames = 48;
    private const int MaxDigits = 3;

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => counts;

    public int Total => counts.Values.Sum();

    public void Count(ReadOnlySpan<byte> utf8)
    {
        Span<char> name = stackalloc char[MaxLength];
        Count(TryWiden(utf8, name, out var length) ? name[..length] : []);
    }

    public void Count(ReadOnlySpan<char> name)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var safe = IsPlain(name) ? name : Other;
        if (!lookup.ContainsKey(safe) && counts.Count >= MaxNames)
            safe = Other;
        lookup[safe] = lookup.TryGetValue(safe, out var count) ? count + 1 : 1;
    }

    /// <summary>The name if it is plainly one, else <see cref="Other"/>.</summary>
    public static string SafeName(ReadOnlySpan<byte> utf8)
    {
        Span<char> name = stackalloc char[MaxLength];
        return TryWiden(utf8, name, out var length) && IsPlain(name[..length]) ? name[..length].ToString() : Other;
    }

    private static bool TryWiden(ReadOnlySpan<byte> utf8, Span<char> name, out int length)
    {
        length = 0;
        return utf8.Length <= name.Length && Ascii.ToUtf16(utf8, name, out length) == OperationStatus.Done;
    }

    private static bool IsPlain(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength || !char.IsAsciiLetter(name[0]))
            return false;
        var digits = 0;
        foreach (var character in name)
        {
            if (char.IsAsciiDigit(character))
                digits++;
            else if (!char.IsAsciiLetter(character) && character is not ('_' or '-'))
                return false;
        }

        return digits <= MaxDigits;
    }
}
