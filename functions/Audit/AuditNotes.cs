using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Audit;

/// <summary>
/// What an audited call changes, said where it is written, in the call's own asynchronous flow. Work that nobody called
/// for, a queue's or a timer's, says it to nobody.
/// </summary>
public sealed class AuditNotes
{
    private const int MostChanges = 200;
    private const int LongestValue = 200;

    private static readonly AsyncLocal<AuditNotes?> Current = new();

    private readonly ConcurrentDictionary<string, IReadOnlyList<AuditChange>> changes = new(StringComparer.Ordinal);

    public CollegeId? College { get; private set; }

    /// <summary>From here on, in this asynchronous flow, what changes is noted.</summary>
    public static AuditNotes Begin() => Current.Value = new AuditNotes();

    /// <summary>Whose part the call is, where its address does not say so.</summary>
    public static void Concerns(CollegeId college)
    {
        if (Current.Value is { } notes)
            notes.College = college;
    }

    /// <summary>
    /// The members in which two states of a thing differ. Neither holds a secret or a learner; of people's addresses
    /// the trail keeps how many there are. Said again of the same thing, as by a write that was overtaken, the last
    /// word counts.
    /// </summary>
    public static void Changed(string about, object? before, object? after)
    {
        if (Current.Value is not { } notes)
            return;
        var (was, now) = (Members(before), Members(after));
        notes.changes[about] =
        [
            .. from member in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let left = was.GetValueOrDefault(member)
               let right = now.GetValueOrDefault(member)
               where left != right
               select new AuditChange(about, member, Value(left), Value(right)),
        ];
    }

    /// <summary>What was noted, the first of it where it is much.</summary>
    public IReadOnlyList<AuditChange> Noted()
    {
        var all = changes.OrderBy(change => change.Key, StringComparer.Ordinal)
            .SelectMany(change => change.Value)
            .ToList();
        return all.Count <= MostChanges
            ? all
            : [.. all.Take(MostChanges), new AuditChange("and", "more", null, $"{all.Count - MostChanges}")];
    }

    private static Dictionary<string, string> Members(object? state) =>
        state is null
            ? []
            : JsonSerializer.SerializeToNode(state, PathwayJson.Plain)!.AsObject()
                .Where(member => member.Value is not (null or JsonArray { Count: 0 }))
                .ToDictionary(
                    member => member.Key,
                    member => member.Value!.ToJsonString(PathwayJson.Plain),
                    StringComparer.Ordinal);

    private static string? Value(string? json)
    {
        if (json is null)
            return null;
        if (json.Contains('@', StringComparison.Ordinal))
            return $"{Addresses(JsonNode.Parse(json)!)} with an address";
        var text = json is ['"', ..] ? JsonSerializer.Deserialize<string>(json)! : json;
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");
    }

    private static int Addresses(JsonNode node) => node switch
    {
        JsonArray items =>
            items.OfType<JsonNode>().Count(item => item.ToJsonString().Contains('@', StringComparison.Ordinal)),
        _ => 1,
    };
}
