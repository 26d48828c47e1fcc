using System.Collections.Frozen;
using Pathway.Functions.Activities;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// One state of the catalogue: the programme's own things, by their ids and by the addresses they have. To a college that is not
/// invited to an activity it is none of them, and reads like what nobody has.
/// </summary>
public sealed class KnownObjects(
    IReadOnlyCollection<NamedObject> objects, IReadOnlyList<string> homes, AddressNames names)
{
    private readonly FrozenDictionary<FactObject, Audience> audiences = objects.ToFrozenDictionary(
        own => new FactObject(own.Kind, own.Id), own => own.Audience);
    private readonly KnownAddresses addresses = KnownAddresses.From(objects, homes, names);

    public required long Edition { get; init; }

    public required long TakenAt { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The programme's own things, by their ids.</summary>
    public IEnumerable<FactObject> Own => audiences.Keys;

    /// <summary>
    /// Whether this state tells what it is: one of the programme's own that the college has a part in, or a thing elsewhere that
    /// is kept under its own address.
    /// </summary>
    public bool Knows(FactObject sent, CollegeId college) => sent.Kind switch
    {
        ObjectKind.Programme => true,
        ObjectKind.Elsewhere => addresses.Find(sent) is { } thing ? IsFor(thing, college) : !sent.IsNameless,
        _ => IsFor(Plain(sent), college) || IsFor(Other(sent), college),
    };

    /// <summary>What a fact of this college is counted towards.</summary>
    public FactObject Name(FactObject sent, CollegeId college) => sent.Kind switch
    {
        ObjectKind.Programme => sent,
        ObjectKind.Elsewhere => addresses.Find(sent) is { } thing && IsFor(thing, college) ? thing : sent with { Whole = null },
        _ when IsFor(Plain(sent), college) => sent,
        _ when IsFor(Other(sent), college) => Other(sent),

        // A slug nobody in the programme has, or nobody of this college: kept as the sender's own word for it.
        _ => sent with { Kind = ObjectKind.Elsewhere },
    };

    private bool IsFor(FactObject own, CollegeId college) =>
        audiences.TryGetValue(own, out var audience) && audience.Includes(college);

    private static FactObject Plain(FactObject sent) => new(sent.Kind, sent.Name);

    private static FactObject Other(FactObject sent) =>
        new(sent.Kind == ObjectKind.Activity ? ObjectKind.Resource : ObjectKind.Activity, sent.Name);
}
