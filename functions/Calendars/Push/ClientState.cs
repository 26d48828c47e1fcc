using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Push;

/// <summary>The word that only Graph and this app know: a notification without it is from somebody else.</summary>
public sealed class ClientState(Keyring keyring)
{
    private readonly string? previous = keyring.Previous is { } before ? WordOf(before) : null;

    public string Value { get; } = WordOf(keyring);

    private static string WordOf(Keyring keyring) => Base32.Encode(keyring.Derive("graph-notifications", "", 1));

    /// <summary>Stands for the word and an address together, and tells neither.</summary>
    public string MarkOf(string address) => HashId.From($"{Value} {address}", 10);

    /// <summary>Also the word of a subscription made before the root key was replaced.</summary>
    public bool IsOurs(string? state) =>
        state is not null && (IsSame(state, Value) || (previous is not null && IsSame(state, previous)));

    private static bool IsSame(string state, string ours) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(ours));
}
