using System.Text;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// A mail address: which text is one, whose domain it is in, and when two are the same. Strict on purpose: one @, and on both
/// sides of it what RFC 5321 takes without quotes, for two readers that disagree about an address disagree about whose it is.
/// </summary>
public readonly partial record struct MailAddress
{
    /// <summary>The longest there is (RFC 5321 with its erratum 1690).</summary>
    public const int MaxLength = 254;

    public const string Words = "is not a mail address.";

    private const int MaxLocal = 64;
    private const int MaxDomain = 253;

    private readonly string? text;

    private MailAddress(string text)
    {
        this.text = text;
    }

    /// <summary>What stands behind the @.</summary>
    public string Domain => ToString()[(ToString().IndexOf('@', StringComparison.Ordinal) + 1)..];

    public static bool TryParse(string? text, out MailAddress address)
    {
        var given = (text ?? "").Trim();
        var normal = Normalise(given);

        // ASCII first: some letters beyond it turn into a to z in lower case, and would be somebody else's.
        var isOne = Ascii.IsValid(given)
            && normal.Length <= MaxLength
            && normal.IndexOf('@', StringComparison.Ordinal) is > 0 and <= MaxLocal and var at
            && Local().IsMatch(normal[..at]) && IsDomain(normal[(at + 1)..]);
        address = isOne ? new MailAddress(normal) : default;
        return isOne;
    }

    public static bool IsValid(string text) => TryParse(text, out _);

    /// <summary>Whether the text is a domain with at least one dot, such as <c>utc-leeds.example.org</c>.</summary>
    public static bool IsDomain(string text) =>
        text.Length <= MaxDomain && Ascii.IsValid(text) && DomainName().IsMatch(text);

    /// <summary>The same text for each way of writing one address.</summary>
    public static string Normalise(string text) => text.Trim().ToLowerInvariant();

    /// <summary>In lower case.</summary>
    public override string ToString() => text ?? "";

    [GeneratedRegex(@"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Local();

    [GeneratedRegex(
        @"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\z",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DomainName();
}
