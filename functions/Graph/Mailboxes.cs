using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Graph;

/// <summary>The programme's mailboxes in the order in which they are set.</summary>
public sealed class Mailboxes(IOptions<GraphOptions> options)
{
    private const char Between = ';';

    public IReadOnlyList<Mailbox> All { get; } = [.. Split(options.Value.Mailbox).Select(Mailbox.Parse)];

    /// <summary>What was written down when there was one mailbox is this one's.</summary>
    public Mailbox First => All[0];

    /// <summary>The setting's parts, with semicolons between them.</summary>
    public static string[] Split(string setting) =>
        setting.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Has(Mailbox mailbox) => All.Contains(mailbox);

    /// <summary>
    /// The mailbox for something new, by highest random weight: the same whoever asks, and whoever is added to the list
    /// takes only its own part, from all others alike.
    /// </summary>
    /// <param name="id">Of the activity, or of the college.</param>
    public Mailbox For(string id) => All.MaxBy(mailbox => Weight(mailbox, id))!;

    /// <summary>The one that was chosen before while it is on the list; else the one for something new.</summary>
    public Mailbox For(string id, Mailbox? chosen) => chosen is not null && Has(chosen) ? chosen : For(id);

    private static ulong Weight(Mailbox mailbox, string id) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{mailbox.Address}\n{id}")));
}
