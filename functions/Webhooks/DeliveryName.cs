using System.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement;

namespace Pathway.Functions.Webhooks;

/// <summary>What a delivery is called where it is stored: the sender's id if it is plainly a generated one, else its keyed hash.</summary>
internal static class DeliveryName
{
    private const int MaxLength = 64;

    public static string Of(KnownCollege college, string id) =>
        IsGenerated(id) ? id : "h_" + Fact.KeyOf(college, Encoding.UTF8.GetBytes("delivery\0" + id))[..20];

    // Letters and digits mixed, nothing else but - and _: a mail address, a name or a bare number is none.
    private static bool IsGenerated(string id)
    {
        var (letters, digits) = (0, 0);
        foreach (var character in id)
        {
            if (char.IsAsciiLetter(character))
                letters++;
            else if (char.IsAsciiDigit(character))
                digits++;
            else if (character is not ('-' or '_'))
                return false;
        }

        return id.Length <= MaxLength && letters > 0 && digits > 0;
    }
}
