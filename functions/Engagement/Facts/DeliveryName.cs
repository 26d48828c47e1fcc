using System.Text;
using System.Text.RegularExpressions;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// What a delivery is called where it is stored: the sender's id if it is plainly a generated one, else its keyed hash.
/// </summary>
internal static partial class DeliveryName
{
    /// <summary>What is replayed from a dead letter; no sender's id is stored as that.</summary>
    public const string Letter = "letter";

    private const int MinLength = 20;
    private const int MaxLength = 64;

    public static string For(CollegeKeys college, string id) =>
        IsGenerated(id) ? id : "h_" + Fact.KeyOf(college, Encoding.UTF8.GetBytes("delivery\0" + id))[..20];

    // A UUID, or 20 characters and more of letters and digits as ULIDs, KSUIDs and the like are, behind a short word such as
    // msg_.
    // What is shorter or has hyphens elsewhere may be a user name or a number of somebody's. So may what has its letters and
    // digits in runs, as JaneSmith20090514Leeds: of two neighbours in a random text four to six in ten are of different kinds.
    private static bool IsGenerated(string id)
    {
        var text = Prefix().Replace(id, "");
        return Guid.TryParseExact(text, "D", out _)
            || (text.Length is >= MinLength and <= MaxLength
                && text.All(char.IsAsciiLetterOrDigit)
                && text.Count(char.IsAsciiDigit) is >= 3 and var digits
                && digits < text.Length
                && Changes(text) * 10 >= text.Length * 4);
    }

    private static int Changes(string text) => text.Zip(text.Skip(1)).Count(pair => Kind(pair.First) != Kind(pair.Second));

    private static int Kind(char letter) => char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterLower(letter) ? 1 : 2;

    [GeneratedRegex("^[a-z]{1,8}_", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Prefix();
}
