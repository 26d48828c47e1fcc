using System.Collections.Frozen;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>One state of the catalogue: the programme's own things, by their ids and by the addresses they have.</summary>
public sealed class KnownObjects(
    IReadOnlyCollection<NamedObject> objects, IReadOnlyList<string> homes, AddressNames names)
{
    private readonly FrozenSet<(ObjectKind Kind, string Id)> ids = objects.Select(
        own => (own.Kind, own.Id)).ToFrozenSet();
    private readonly KnownAddresses addresses = KnownAddresses.From(objects, homes, names);

    public required long Edition { get; init; }

    public required long TakenAt { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The programme's own things, by their ids.</summary>
    public IEnumerable<FactObject> Own => ids.Select(own => new FactObject(own.Kind, own.Id));

    /// <summary>
    /// Whether this state tells what it is: one of the programme's own, or a thing elsewhere that is kept under its
    /// own address.
    /// </summary>
    public bool Knows(FactObject sent) => sent.Kind switch
    {
        ObjectKind.Programme => true,
        ObjectKind.Elsewhere => !sent.IsNameless || addresses.Find(sent) is not null,
        _ => ids.Contains((sent.Kind, sent.Name)) || ids.Contains((Other(sent.Kind), sent.Name)),
    };

    public FactObject Name(FactObject sent) => sent.Kind switch
    {
        ObjectKind.Programme => sent,
        ObjectKind.Elsewhere => addresses.Find(sent) ?? sent with { Whole = null },
        _ when ids.Contains((sent.Kind, sent.Name)) => sent,
        _ when ids.Contains((Other(sent.Kind), sent.Name)) => sent with { Kind = Other(sent.Kind) },

        // A slug nobody in the programme has: kept as the sender's own word for it.
        _ => sent with { Kind = ObjectKind.Elsewhere },
    };

    private static ObjectKind Other(ObjectKind kind) =>
        kind == ObjectKind.Activity ? ObjectKind.Resource : ObjectKind.Activity;
}
