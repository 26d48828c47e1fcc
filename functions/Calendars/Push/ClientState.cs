using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Push;

/// <summary>The word that only Graph and this app know: a notification without it is from somebody else.</summary>
public sealed class ClientState(Keyring keyring)
{
    public string Value { get; } = Base32.Encode(keyring.Derive("graph-notifications", "", 1));

    public bool IsOurs(string? state) =>
        state is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(Value));
}
