using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Graph;

/// <summary>
/// One of the programme's mailboxes: it organises invitations and sends digests, each with its own limits in Exchange.
/// </summary>
public sealed record Mailbox
{
    private Mailbox(string address)
    {
        Address = address;
    }

    /// <summary>Its user principal name, in small letters.</summary>
    public string Address { get; }

    /// <summary>Stands for it where an address would not do, as in the name of a row.</summary>
    public string Mark => HashId.From(Address, 10);

    public static Mailbox Parse(string address) => new(MailAddress.Normalise(address));

    /// <summary>What is kept for each mailbox has a row of this name for each.</summary>
    public string RowOf(string row) => $"{row}~{Mark}";

    public override string ToString() => Address;
}
