using System.Security.Cryptography;
using System.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// Names things elsewhere by their addresses, and keeps of an address nothing that could name a person. What tells two things
/// apart and may not be read is hashed under the programme's own key: one thing has one name in every college.
/// </summary>
public sealed class AddressNames(Keyring keyring)
{
    private const int BytesInName = 10;
    private const int BytesOfWhole = 15;

    private readonly Lazy<byte[]> key = new(() => keyring.DeriveLasting("address", "", 1));

    /// <summary>Null for what is no address.</summary>
    public KeptAddress? Read(string? text)
    {
        if (!ObjectAddress.TryRead(text, out var address))
            return null;
        var query = AddressQuery.Read(address.Query, address.Fragment);
        if (address.IsPersonal)
            return new KeptAddress("", HashOf(ObjectAddress.WithoutScheme(address.Place) + query.Whole, BytesOfWhole));
        var name = address.Place + query.Plain;
        foreach (var (parameter, value) in query.Hidden)
            name += $"{(name.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}=~{HashOf(value, BytesInName)}";
        if (query.Rest.Length > 0)
            name = KeptAddress.WithRest(name, HashOf(query.Rest, BytesInName));
        return new KeptAddress(
            name, query.HasMore ? HashOf(ObjectAddress.WithoutScheme(address.Place) + query.Whole, BytesOfWhole) : null);
    }

    private string HashOf(string text, int bytes)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(text), mac);
        return Base32.Encode(mac[..bytes]);
    }
}
