using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// Names for activities whose file gives none: the same title on the same day is the same activity. Where a title
/// does not go into an id whole, a hash of it stands for the rest, or another title would be taken for it.
/// </summary>
internal static class ImportIds
{
    private const int MaxSlug = 50;
    private const int MaxCut = 40;
    private const int HashBytes = 5;

    public static string For(ActivityRequest request)
    {
        var day = request.Start is { Length: >= 10 } start && LocalDatePattern.Iso.Parse(start[..10]).Success
            ? start[..10]
            : "";
        var title = (request.Title ?? "").Trim().ToLowerInvariant();
        var slug = string.Join(
            '-',
            title.Split([.. title.Where(letter => !char.IsAsciiLetterOrDigit(letter))], StringSplitOptions.RemoveEmptyEntries));
        if (slug.Length > MaxSlug || title.EnumerateRunes().Any(IsMissed))
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(title)).AsSpan(0, HashBytes);
            slug = $"{slug[..Math.Min(slug.Length, MaxCut)].Trim('-')}-{Base32.Encode(hash)}";
        }

        return $"{slug}-{day}".Trim('-');
    }

    // Punctuation and spaces, an office program's dashes and quotation marks included, are no loss.
    private static bool IsMissed(Rune letter) =>
        !letter.IsAscii && !Rune.IsPunctuation(letter) && !Rune.IsWhiteSpace(letter)
        && Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.Control);
}
