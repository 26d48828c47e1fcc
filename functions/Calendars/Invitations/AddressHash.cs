using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Hashes addresses under a key of the programme's own, whatever their letters' case.</summary>
public sealed class AddressHash(Keyring keyring)
{
    private readonly byte[] key = keyring.DeriveLasting("audience", "", 1);

    public ulong Compute(string address) =>
        BinaryPrimitives.ReadUInt64BigEndian(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(MailAddress.Normalise(address))));
}
