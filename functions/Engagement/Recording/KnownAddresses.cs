using System.Collections.Frozen;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Which address is which of the programme's own things: its own address here, or an alias. An address is the alias
/// that it is in full; else the one that comes to the same name, if only one does; else the one that it is a part or
/// a view of.
/// </summary>
internal sealed class KnownAddresses
{
    private readonly FrozenDictionary<string, FactObject> inFull;
    private readonly FrozenDictionary<string, FactObject> byName;

    private KnownAddresses(Dictionary<string, FactObject> inFull, Dictionary<string, FactObject> byName)
    {
        this.inFull = inFull.ToFrozenDictionary(StringComparer.Ordinal);
        this.byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <param name="homes">Where the app itself is reached, without scheme.</param>
    public static KnownAddresses From(
        IReadOnlyCollection<NamedObject> objects, IReadOnlyList<string> homes, AddressNames names)
    {
        var (inFull, byName) = (New(), New());
        var loose = new List<(string Name, FactObject Thing)>();
        foreach (var own in objects.OrderBy(own => own.IsOver).ThenBy(own => own.Kind).ThenBy(own => own.Id, StringComparer.Ordinal))
        {
            var thing = new FactObject(own.Kind, own.Id);
            var things = own.Kind == ObjectKind.Activity ? "activities" : "resources";
            foreach (var address in homes.SelectMany(home => OwnAddress.Pages(home, things, own.Id)))
                byName.TryAdd(address, thing);
            foreach (var alias in own.Aliases.Select(names.Read).OfType<KeptAddress>())
            {
                if (alias.Whole is null)
                    byName.TryAdd(ObjectAddress.WithoutScheme(alias.Name), thing);
                else if (inFull.TryAdd(alias.Whole, thing) && alias.Name.Length > 0)
                    loose.Add((ObjectAddress.WithoutScheme(alias.Name), thing));
            }
        }

        foreach (var same in loose.GroupBy(alias => alias.Name, StringComparer.Ordinal))
        {
            if (same.DistinctBy(alias => alias.Thing).Count() == 1)
                byName.TryAdd(same.Key, same.First().Thing);
        }

        return new KnownAddresses(inFull, byName);
    }

    public FactObject? Find(FactObject sent)
    {
        if (sent.Whole is { } whole && inFull.TryGetValue(whole, out var thing))
            return thing;
        var name = ObjectAddress.WithoutScheme(sent.Name);
        return byName.TryGetValue(name, out thing) || byName.TryGetValue(KeptAddress.BaseOf(name), out thing)
            ? thing
            : null;
    }

    private static Dictionary<string, FactObject> New() => new(StringComparer.Ordinal);
}
