using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Programme.Rules;

/// <summary>A mail address: which text is one, and when two are the same.</summary>
public static partial class MailAddressRule
{
    /// <summary>The longest there is (RFC 5321 with its erratum 1690).</summary>
    public const int MaxLength = 254;

    public const string Words = "is not a mail address.";

    public static bool IsValid(string text)
    {
        var address = text.Trim();
        return text.Length <= MaxLength && MailAddress.TryCreate(address, out var mail) && mail.Address == address
            && IsDomain(mail.Host);
    }

    /// <summary>Whether the text is a domain with at least one dot, such as <c>utc-leeds.example.org</c>.</summary>
    public static bool IsDomain(string text) => Domain().IsMatch(text);

    /// <summary>The same text for each way of writing one address.</summary>
    public static string Normalise(string text) => text.Trim().ToLowerInvariant();

    [GeneratedRegex(
        @"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}
