using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Push;

/// <summary>The word that only Graph and this app know: a notification without it is from somebody else.</summary>
public sealed class ClientState(Keyring keyring)
{
    public string Value { get; } = Base32.Encode(keyring.Derive("graph-notifications", "", 1));

    /// <summary>Stands for the word and an address together, and tells neither.</summary>
    public string MarkOf(string address) => HashId.From($"{Value} {address}", 10);

    public bool IsOurs(string? state) =>
        state is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(Value));
}
