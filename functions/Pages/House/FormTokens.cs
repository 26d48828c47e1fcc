using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// What shows that a form came from a page of ours that this caller was shown: the hour until which it counts, and an
/// HMAC of that hour and the caller. Every instance derives the same key from the root, so nothing is kept.
/// </summary>
public sealed class FormTokens(Keyring keyring, TimeProvider time)
{
    /// <summary>A form may lie open over a working day.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private readonly byte[] key = keyring.Derive("form", "", 1);

    public string Issue(Caller caller)
    {
        var until = (time.GetUtcNow() + Life).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{until}.{Sign(until, caller)}");
    }

    public bool IsValid(Caller caller, string token) =>
        token.Split('.') is [var number, var signature]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && until >= time.GetUtcNow().ToUnixTimeSeconds()

            && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(until, caller)));

    private string Sign(long until, Caller caller)
    {
        var roles = string.Join(',', caller.Roles.Order(StringComparer.Ordinal));
        var signed = string.Create(CultureInfo.InvariantCulture, $"{until}|{roles}|{caller.Mail}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
