using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Pathway.Chaos.Fuzz;

/// <summary>A document that is nearly right: one or two of its values, or its shape, are not.</summary>
#pragma warning disable CA5394 // Repeatable, not secret.
internal static class HostileJson
{
    private const string Hole = "\u0001hole";

    public static byte[] Make(JsonNode sample, Random draws)
    {
        switch (draws.Next(12))
        {
            case 0:
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
                    draws.Next(2) == 0 ? "[" : "{\"a\":", draws.Next(1, 20_000))));
            case 1:
                return Encoding.UTF8.GetBytes(HostileText.JsonValues[draws.Next(HostileText.JsonValues.Count)]);
            case 2:
                return WithDuplicates(sample, draws);
            case 3:
                return Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{}", draws.Next(600, 3_000)))}]");
            case 4:
                return [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(sample.ToJsonString())];
            default:
                return WithHoles(sample, draws);
        }
    }

    private static byte[] WithHoles(JsonNode sample, Random draws)
    {
        var copy = sample.DeepClone();
        for (var holes = draws.Next(1, 3); holes > 0; holes--)
        {
            var places = Places(copy).ToList();
            if (places.Count == 0)
                break;
            var (parent, key) = places[draws.Next(places.Count)];
            if (draws.Next(6) == 0 && parent is JsonObject thinned)
                thinned.Remove(key);
            else if (draws.Next(8) == 0 && parent is JsonObject grown)
                grown["unknown" + key] = Hole;
            else
                Set(parent, key, draws.Next(5) == 0 ? new string('\u00e9', draws.Next(1, 5_000)) : Hole);
        }

        var text = copy.ToJsonString();
        while (text.IndexOf("\"\\u0001hole\"", StringComparison.Ordinal) is >= 0 and var at)
            text = string.Concat(
                text.AsSpan(0, at),
                HostileText.JsonValues[draws.Next(HostileText.JsonValues.Count)],
                text.AsSpan(at + "\"\\u0001hole\"".Length));
        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] WithDuplicates(JsonNode sample, Random draws)
    {
        var text = sample.ToJsonString();
        var at = text.IndexOf('{', draws.Next(Math.Max(1, text.Length / 2)));
        var value = HostileText.JsonValues[draws.Next(HostileText.JsonValues.Count)];
        var names = new[] { "id", "learner", "data", "audience", "title", "actor", "type", "value", "ID" };
        return Encoding.UTF8.GetBytes(at < 0 ? text : text.Insert(at + 1, $"\"{names[draws.Next(names.Length)]}\":{value},"));
    }

    private static IEnumerable<(JsonNode Parent, string Key)> Places(JsonNode node) => node switch
    {
        JsonObject item => item.SelectMany(member => Below(item, member.Key, member.Value)),
        JsonArray list => list.SelectMany((value, index) => Below(list, index.ToString(CultureInfo.InvariantCulture), value)),
        _ => [],
    };

    private static IEnumerable<(JsonNode Parent, string Key)> Below(JsonNode parent, string key, JsonNode? value) =>
        (value is null ? [] : Places(value)).Prepend((parent, key));

    private static void Set(JsonNode parent, string key, string value)
    {
        if (parent is JsonArray list)
            list[int.Parse(key, CultureInfo.InvariantCulture)] = value;
        else
            parent[key] = value;
    }
}
#pragma warning restore CA5394
