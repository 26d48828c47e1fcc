using Pathway.Functions.Audit;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>One thing that a call changed, and its members that differ.</summary>
/// <param name="id">As the trail has it behind the kind: <c>activity plan</c>.</param>
internal sealed class ChangedThing(string id, IEnumerable<AuditChange> changes)
{
    private readonly Dictionary<string, AuditChange> members = changes.ToDictionary(change => change.Member, StringComparer.Ordinal);

    public string Id => id;

    public IReadOnlyCollection<string> Members => members.Keys;

    /// <summary>What a member was; null where it was not.</summary>
    public string? Was(string member) => members.GetValueOrDefault(member)?.Before;

    /// <summary>What a member is now; null where it did not change or went.</summary>
    public string? Now(string member) => members.GetValueOrDefault(member)?.After;

    /// <summary>Whether it is new: everything has a name, and this one had none.</summary>
    public bool IsNew(string name) => Was(name) is null && Now(name) is not null;

    public bool Came(string member) => Was(member) is null && Now(member) is not null;

    public bool Went(string member) => Was(member) is not null && Now(member) is null;

    public static IReadOnlyList<ChangedThing> All(string kind, IEnumerable<AuditChange> changes) =>
    [
        .. changes.Where(change => change.About.StartsWith(kind + " ", StringComparison.Ordinal))
            .GroupBy(change => change.About, StringComparer.Ordinal)
            .Select(thing => new ChangedThing(thing.Key[(kind.Length + 1)..], thing)),
    ];

    /// <summary>The members in words, as a sentence lists them.</summary>
    public static string List(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
