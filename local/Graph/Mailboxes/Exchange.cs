using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Subscriptions;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>An event was created, updated or deleted in a mailbox.</summary>
internal sealed record EventChange(string Kind, Mailbox Mailbox, StoredEvent Event);

/// <summary>
/// All that the simulated tenant holds. Whoever reads or changes it holds <see cref="Gate"/>: one lock for everything, since
/// no work under it waits for anything.
/// </summary>
internal sealed class Exchange(TimeProvider time)
{
    private readonly Dictionary<Guid, Mailbox> mailboxes = [];
    private long lastNumber;
    private long lastChange;

    public Lock Gate { get; } = new();

    public SimulatorModes Modes { get; set; } = new();

    public MailLog Mail { get; private set; } = new();

    public Dictionary<Guid, Subscription> Subscriptions { get; } = [];

    /// <summary>When this store was born; ids and tokens of an earlier one are no longer known.</summary>
    public long Stamp { get; private set; } = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// As <see cref="Stamp"/>, but new after a state was brought back too: what was synchronised before is then
    /// unknown.
    /// </summary>
    public long SyncStamp { get; private set; } = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Set when something changed since the state was last saved.</summary>
    public bool Dirty { get; set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public IEnumerable<Mailbox> Mailboxes => mailboxes.Values;

    public long LastChange => lastChange;

    /// <summary>Called under the lock, so that listeners see changes in their order.</summary>
    public Action<EventChange> Changed { get; set; } = _ => { };

    /// <summary>A mailbox by address, UPN or object id; whoever is named exists.</summary>
    public Mailbox Mailbox(string nameOrId)
    {
        if (Guid.TryParse(nameOrId, out var id))
            return mailboxes.TryGetValue(id, out var known) ? known : Add(id, $"{id:N}@directory.example");
        if (nameOrId.IndexOf('@', StringComparison.Ordinal) <= 0)
            throw new GraphErrorException(404, "ErrorInvalidUser", $"The requested user '{nameOrId}' is invalid.");

        id = ObjectId(nameOrId);
        var mailbox = mailboxes.TryGetValue(id, out var existing) ? existing : Add(id, nameOrId);
        mailbox.Address = existing?.Address.EndsWith("@directory.example", StringComparison.Ordinal) == true
            ? nameOrId
            : mailbox.Address;
        return mailbox;
    }

    public static Guid ObjectId(string address) => DerivedIds.Guid($"user {address.ToLowerInvariant()}");

    public long NextNumber() => ++lastNumber;

    public long NextChange()
    {
        Dirty = true;
        return ++lastChange;
    }

    public string IdOf(Mailbox mailbox, StoredEvent item, bool immutable) => IdOf(mailbox, item.Number, immutable);

    public string IdOf(Mailbox mailbox, long number, bool immutable) =>
        Id(new ItemAddress(mailbox.Id, Stamp, number, 0), immutable);

    public string IdOf(Mailbox mailbox, StoredMessage item, bool immutable) =>
        Id(new ItemAddress(mailbox.Id, Stamp, item.Number, (byte)item.Folder), immutable);

    public string ChangeKey(Mailbox mailbox, long change) => DerivedIds.ChangeKey($"{mailbox.Id} {Stamp} {change}");

    public StoredEvent Event(Mailbox mailbox, string id)
    {
        if (FindEvent(id) is { } found && found.Mailbox == mailbox)
            return found.Event;
        // Only an immutable id can outlive the move to Deleted Items.
        return Modes.DeletedStillAnswers && Find(id) is { Folder: null }
            ? DeletedEvent(mailbox, id)
            : throw GraphErrorException.ItemNotFound();
    }

    /// <summary>An event or an occurrence anywhere, by either form of its id.</summary>
    public (Mailbox Mailbox, StoredEvent Event)? FindEvent(string id) =>
        Find(id) is { } address
            && mailboxes.TryGetValue(address.Mailbox, out var mailbox)
            && mailbox.FindEvent(address.Number) is { } item
            ? (mailbox, item)
            : null;

    /// <summary>An event in Deleted Items.</summary>
    public StoredEvent DeletedEvent(Mailbox mailbox, string id) =>
        (Find(id) is { } address && address.Mailbox == mailbox.Id ? mailbox.Removed.Find(item => item.Number == address.Number) : null)
        ?? throw GraphErrorException.ItemNotFound();

    /// <param name="evenDeleted">Also one in Deleted Items, which otherwise answers only in the mode for it.</param>
    public StoredMessage Message(Mailbox mailbox, string id, bool evenDeleted = false)
    {
        if (Find(id) is not { } address || address.Mailbox != mailbox.Id || !mailbox.Messages.TryGetValue(address.Number, out var message)

                || !IsVisible(message)
                || (message.Folder == Folder.DeletedItems && !evenDeleted && !Modes.DeletedStillAnswers)
            || (address.Folder is { } folder && folder != (byte)message.Folder))
            throw GraphErrorException.ItemNotFound();
        return message;
    }

    public IEnumerable<Subscription> LiveSubscriptions() =>
        Subscriptions.Values.Where(subscription => subscription.Expires > Now);

    public bool IsVisible(StoredMessage message) => message.VisibleFrom is not { } from || from <= Now;

    public void Announce(string kind, Mailbox mailbox, StoredEvent item) =>
        Changed(new EventChange(kind, mailbox, item));

    public void Clear()
    {
        mailboxes.Clear();
        Subscriptions.Clear();
        (lastNumber, lastChange, Mail, Modes, Dirty) = (0, 0, new MailLog(), new SimulatorModes(), true);
        Stamp = Math.Max(Stamp + 1, Now.ToUnixTimeMilliseconds());
        SyncStamp = Stamp;
    }

    public ExchangeState State() =>
        new(
            Stamp,
            SyncStamp,
            lastNumber,
            lastChange,
            Modes,
            [.. mailboxes.Values],
            [.. Mail.Postings],
            [.. Subscriptions.Values]);

    public void Restore(ExchangeState state)
    {
        (Stamp, lastNumber, lastChange, Modes) = (state.Stamp, state.LastNumber, state.LastChange, state.Modes);
        SyncStamp = state.SyncStamp;
        Mail.Restore(state.Postings);
        foreach (var mailbox in state.Mailboxes)
            mailboxes[mailbox.Id] = mailbox;
        foreach (var subscription in state.Subscriptions)
            Subscriptions[subscription.Id] = subscription;
    }

    /// <summary>
    /// As a mailbox restored from a backup: what came later is gone, but no id is given a second time and no delta
    /// token knows the way.
    /// </summary>
    public void BringBack(ExchangeState state)
    {
        var (modes, number, change, sync) = (Modes, lastNumber, lastChange, SyncStamp);
        Clear();
        Restore(state);
        (Modes, lastNumber, lastChange) = (modes, Math.Max(number, lastNumber), Math.Max(change, lastChange));
        SyncStamp = Math.Max(Math.Max(sync, SyncStamp) + 1, Now.ToUnixTimeMilliseconds());
        Dirty = true;
    }

    private Mailbox Add(Guid id, string address)
    {
        Dirty = true;
        return mailboxes[id] = new Mailbox { Id = id, Address = address };
    }

    private static string Id(ItemAddress address, bool immutable) =>
        immutable ? DerivedIds.Immutable(address) : DerivedIds.Ordinary(address);

    private ItemAddress? Find(string id) =>
        DerivedIds.Parse(id) is { } address && address.Stamp == Stamp ? address : null;
}
