using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// The word that only Graph and this app know: a notification without it is from somebody else. Where there
/// are several mailboxes the mailbox's mark stands behind it, for Graph itself names a mailbox by an id that nobody here knows.
/// </summary>
public sealed class ClientState(Keyring keyring, Mailboxes mailboxes)
{
    private readonly string? previous = keyring.Previous is { } before ? WordOf(before) : null;

    private const char Between = '.';

    public string Value { get; } = WordOf(keyring);

    public string ValueFor(Mailbox mailbox) =>
        mailboxes.All is [var only] && only == mailbox ? Value : $"{Value}{Between}{mailbox.Mark}";

    /// <summary>The mark of the mailbox that a notification is about; null where there is or was one mailbox.</summary>
    public static string? MarkIn(string? state) => state?.Split(Between) is [_, var mark] ? mark : null;

    private static string WordOf(Keyring keyring) => Base32.Encode(keyring.Derive("graph-notifications", "", 1));

    /// <summary>Stands for the mailbox's word and an address together, and tells neither.</summary>
    public string MarkOf(Mailbox mailbox, string address) => HashId.From($"{ValueFor(mailbox)} {address}", 10);

    /// <summary>Also the word of a subscription made before the root key was replaced.</summary>
    public bool IsOurs(string? state) =>
        state?.Split(Between)[0] is { } word && (IsSame(word, Value) || (previous is not null && IsSame(word, previous)));

    private static bool IsSame(string state, string ours) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(ours));
}
